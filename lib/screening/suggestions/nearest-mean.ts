import type { TextVectors } from "#lib/screening/screening.ts";

/** Real examples as vectors, each with the place of its label. */
export interface LabelledVectors extends TextVectors {
  labels: Int32Array;
  labelCount: number;
}

/** What has been learnt from examples: the direction of each label's mean, and how sharply a cosine tells. */
export interface NearestMean {
  dimensions: number;
  /** Places of the labels that have examples, rising. */
  known: number[];
  /** One row of Euclidean length 1 for each of `known`. */
  means: Float32Array;
  /** 1 / temperature of the softmax, 0 or more. */
  sharpness: number;
}

export interface Suggested {
  /** For each text the place of the suggested label; -1 where its vector has no direction. */
  labels: Int32Array;
  /** Calibrated probability that it is right, 0–1; 0 where there is none. */
  scores: Float32Array;
}

/** Examples for which the sharpness is fitted, at most; more would not move it. */
const FITTED = 2_000;
/** A cosine that is higher by .01 would then be e^5 times as likely: beyond it all is certain. */
const SHARPEST = 500;
const HALVINGS = 40;

/**
 * Learns the mean of each label's examples, the prototypes of Snell, Swersky and Zemel, "Prototypical networks for
 * few-shot learning", 2017, and one temperature for the softmax over the cosines with them, as in Guo et al., "On
 * calibration of modern neural networks", 2017. The temperature is the one of maximum likelihood where each example is
 * left out of its own mean; its targets are smoothed as in Platt, "Probabilistic outputs for support vector machines",
 * 1999, so that a few examples that all come out right make nothing certain. Deterministic.
 *
 * The paper's squared distances, tried on BANKING77 with five and ten examples a label, are right on 57 and 64 of 100
 * test rows, cosines on 56 and 64; but a mean of few examples is longer than the true one, which the temperature cannot
 * put right: its probabilities are off by .11 and .03 on average, those of cosines by .06 and .03.
 * @returns null where fewer than two labels have examples, or where none has two: nothing could be left out then, and
 * what is not calibrated is not suggested
 */
export function learnMeans(examples: LabelledVectors): NearestMean | null {
  const { dimensions } = examples;
  const { sums, counts } = sumByLabel(examples);
  const known = [...counts.keys()].filter((label) => (counts[label] ?? 0) > 0);
  if (known.length < 2) return null;
  const means = new Float32Array(known.length * dimensions);
  for (const [place, label] of known.entries()) {
    means.set(unit(sums.subarray(label * dimensions, (label + 1) * dimensions)), place * dimensions);
  }
  const cases = leaveOneOut(examples, { sums, counts, known, means });
  return cases.own.length === 0 ? null : { dimensions, known, means, sharpness: fitSharpness(cases) };
}

/** The likeliest label of each vector, and how likely it is. */
export function suggestLabels(learnt: NearestMean, { dimensions, vectors }: TextVectors): Suggested {
  const count = vectors.length / dimensions;
  const labels = new Int32Array(count).fill(-1);
  const scores = new Float32Array(count);
  const cosines = new Float64Array(learnt.known.length);
  for (let text = 0; text < count; text++) {
    const vector = vectors.subarray(text * dimensions, (text + 1) * dimensions);
    if (isZero(vector)) continue;
    fillCosines(learnt, vector, cosines);
    let best = 0;
    for (const [place, cosine] of cosines.entries()) if (cosine > (cosines[best] as number)) best = place;
    let sum = 0;
    for (const cosine of cosines) sum += Math.exp(learnt.sharpness * (cosine - (cosines[best] as number)));
    labels[text] = learnt.known[best] ?? -1;
    scores[text] = 1 / sum;
  }
  return { labels, scores };
}

type Means = Pick<NearestMean, "dimensions" | "means">;

function fillCosines({ dimensions, means }: Means, vector: Float32Array, cosines: Float64Array): void {
  for (let place = 0; place < cosines.length; place++) {
    const from = place * dimensions;
    let sum = 0;
    for (let i = 0; i < dimensions; i++) sum += (means[from + i] as number) * (vector[i] as number);
    cosines[place] = sum;
  }
}

/** Examples without a direction say nothing of their label. */
function sumByLabel({ dimensions, vectors, labels, labelCount }: LabelledVectors) {
  const sums = new Float64Array(labelCount * dimensions);
  const counts = new Int32Array(labelCount);
  for (const [row, label] of labels.entries()) {
    const vector = rowAt(vectors, row, dimensions);
    if (isZero(vector)) continue;
    const sum = rowAt(sums, label, dimensions);
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + (vector[i] as number);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return { sums, counts };
}

/** The cosines of each example with every mean, its own mean without itself, and the place of its own label. */
interface Cases {
  own: number[];
  cosines: Float64Array[];
}

type Learning = Pick<NearestMean, "known" | "means"> & ReturnType<typeof sumByLabel>;

function leaveOneOut(examples: LabelledVectors, { sums, counts, known, means }: Learning): Cases {
  const { dimensions, vectors, labels } = examples;
  const usable = [...labels.keys()].filter(
    (row) => (counts[labels[row] ?? -1] ?? 0) > 1 && !isZero(rowAt(vectors, row, dimensions)),
  );
  const step = Math.max(1, usable.length / FITTED);
  const cases: Cases = { own: [], cosines: [] };
  for (let at = 0; at < usable.length; at += step) {
    const row = usable[Math.floor(at)] ?? 0;
    const label = labels[row] ?? 0;
    const vector = rowAt(vectors, row, dimensions);
    const others = unit(rowAt(sums, label, dimensions).map((number, i) => number - (vector[i] ?? 0)));
    const cosines = new Float64Array(known.length);
    fillCosines({ dimensions, means }, vector, cosines);
    const own = known.indexOf(label);
    cosines[own] = others.reduce((sum, number, i) => sum + number * (vector[i] ?? 0), 0);
    cases.own.push(own);
    cases.cosines.push(cosines);
  }
  return cases;
}

/** Where the likelihood, which has one top, no longer rises. */
function fitSharpness({ own, cosines }: Cases): number {
  const labels = cosines[0]?.length ?? 2;
  const right = (own.length + 1) / (own.length + 2);
  const wrong = (1 - right) / (labels - 1);
  const rises = (sharpness: number) => {
    let slope = 0;
    for (const [i, row] of cosines.entries()) {
      const top = row.reduce((a, b) => Math.max(a, b), -1);
      let [sum, weighted, all] = [0, 0, 0];
      for (const cosine of row) {
        const weight = Math.exp(sharpness * (cosine - top));
        sum += weight;
        weighted += weight * cosine;
        all += cosine;
      }
      const ownCosine = row[own[i] ?? 0] ?? 0;
      slope += wrong * (all - ownCosine) + right * ownCosine - weighted / sum;
    }
    return slope > 0;
  };
  let [low, high] = [0, SHARPEST];
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (rises(middle)) low = middle;
    else high = middle;
  }
  return low;
}

type Numbers = Float32Array | Float64Array;

function rowAt<T extends Numbers>(rows: T, row: number, dimensions: number): T {
  return rows.subarray(row * dimensions, (row + 1) * dimensions) as T;
}

function unit(row: Float64Array): Float64Array {
  let squares = 0;
  for (const number of row) squares += number * number;
  return squares === 0 ? row : row.map((number) => number / Math.sqrt(squares));
}

function isZero(row: Numbers): boolean {
  for (const number of row) if (number !== 0) return false;
  return true;
}
