import { type PlantedKind, plant } from "#lib/core/planted/planted-leaks.ts";
import { random } from "#lib/core/random.ts";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { fitLogistic, type LogisticModel } from "#lib/core/statistics/logistic-regression.ts";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { pairDetectors } from "#lib/screening/detectors/detectors.ts";
import { featuresOf, standings } from "#lib/screening/detectors/features.ts";
import { makePair } from "#lib/screening/detectors/pair.ts";
import { type StoryName, stories, storyNames } from "#lib/screening/detectors/stories.ts";
import type { StoryWeights } from "#lib/screening/detectors/weights.ts";
import type { LeakTrial } from "./paraphrases.ts";

/** Rows nearest by the built-in embedder that a text is compared with, as in the product. */
const nearest = 6;
const rounds = 3;

type TaughtKind = PlantedKind | "paraphrase" | "changedWithin" | "fewAround";

/** What each story is learned from; the share says how much a planted kind counts. */
const taught: Record<StoryName, Partial<Record<TaughtKind, number>>> = {
  slip: { typo: 1, case: 0.1 },
  order: { swap: 1 },
  around: { embedded: 1, fewAround: 0.5 },
  within: { changedWithin: 1 },
  part: { truncated: 1 },
  values: { slots: 1 },
  meaning: { paraphrase: 1 },
};

/**
 * Of innocent texts each story may give so many a probability above `sure`. What is planted for a story is told from
 * innocence nearly always, so that one in a hundred false alarms are shared out among the stories by need.
 */
const allowance: Record<StoryName, number> = {
  slip: 0.001,
  order: 0.001,
  around: 0.0005,
  within: 0.0003,
  part: 0.0022,
  values: 0.0055,
  meaning: 0.0003,
};
const sure = Math.log(0.98 / 0.02);
/** How fast a story's own odds rise and fall, so that a doubtful one leaves the word to the meaning. */
const steepness: Record<StoryName, number> = {
  slip: 3,
  order: 3,
  around: 2,
  within: 2,
  part: 2,
  values: 4,
  meaning: 1,
};

export interface Example {
  /** Which candidate of which trial. */
  candidate: string;
  label: string;
  kind: TaughtKind | "innocent";
  /** Whether the row is the one that the candidate was made from. */
  isSource: boolean;
  /** By story, where it can be: its features in order. */
  stories: Partial<Record<StoryName, Float64Array>>;
}

/** The pairs of a trial, with planted leaks of every kind beside the paraphrases. */
export function examplesOf(trial: LeakTrial, name: string): Example[] {
  const texts = trial.test.map(({ text }) => text);
  const corpus = new Corpus();
  for (const text of texts) corpus.add(text);
  const rows = texts.map((text) => corpus.profile(text));
  const rowVectors = embed(texts);
  const candidates: { text: string; label: string; row: number | null; kind: Example["kind"] }[] = [
    ...trial.positives.map((each) => ({ ...each, kind: "paraphrase" as const })),
    ...trial.negatives.map((each) => ({ ...each, kind: "innocent" as const })),
  ];
  for (const kind of ["case", "typo", "swap", "slots", "truncated", "embedded"] as const) {
    for (const [row, { text, label }] of trial.test.entries()) {
      const planted = plant(kind, text, texts, random(name).fork(`${kind} ${row}`));
      if (planted !== null) candidates.push({ text: planted, label, row, kind });
    }
  }
  for (const [row, { text, label }] of trial.test.entries()) {
    const stream = random(name).fork(`changed within ${row}`);
    const changed = plant(row % 2 === 0 ? "typo" : "swap", text, texts, stream);
    const planted = changed === null ? null : plant("embedded", changed, texts, stream);
    const before = stream
      .pick(texts)
      .split(" ")
      .slice(0, 2 + stream.int(3));
    candidates.push({ text: [...before, text].join(" "), label, row, kind: "fewAround" });
    if (planted !== null) candidates.push({ text: planted, label, row, kind: "changedWithin" });
  }
  const vectors = embed(candidates.map(({ text }) => text));
  return candidates.flatMap(({ text, label, row: source, kind }, at) => {
    const cosines = rows.map((_, row) => dot(vectors, at, rowVectors, row));
    const compared = [...cosines.keys()]
      .sort((a, b) => (cosines[b] as number) - (cosines[a] as number))
      .slice(0, nearest);
    if (source !== null && !compared.includes(source)) compared.push(source);
    const profile = corpus.profile(text);
    const pairs = compared.map((row) =>
      makePair(profile, rows[row] as (typeof rows)[number], cosines[row] as number),
    );
    const places = standings(
      pairs.map(({ cosine }) => cosine),
      pairs.map((pair) => pairDetectors.overlap(pair)),
    );
    return pairs.map((pair, i) => {
      const features = featuresOf(pair, places[i] as (typeof places)[number]);
      const example: Example = {
        candidate: `${name} ${at}`,
        label,
        kind,
        isSource: compared[i] === source,
        stories: {},
      };
      for (const story of storyNames) {
        if (!stories[story].canBe(pair)) continue;
        example.stories[story] = Float64Array.from(stories[story].features, (feature) => features[feature]);
      }
      return example;
    });
  });
}

/**
 * Learns every story from what is planted for it and from the innocent pair that is likest to be it, then brings the
 * stories to one scale by what share of innocent texts each is sure of.
 */
export function fitStories(examples: readonly Example[]): Record<StoryName, StoryWeights> {
  const innocents = new Set(
    examples.filter(({ kind }) => kind === "innocent").map(({ candidate }) => candidate),
  ).size;
  const fitted = storyNames.map((name) => [name, fitStory(name, examples, innocents)] as const);
  return Object.fromEntries(fitted) as Record<StoryName, StoryWeights>;
}

function fitStory(name: StoryName, examples: readonly Example[], innocents: number): StoryWeights {
  const own = examples.filter((example) => example.stories[name] !== undefined);
  const featuresIn = (example: Example) => example.stories[name] as Float64Array;
  const share = (kind: Example["kind"]) => (kind === "innocent" ? 0 : (taught[name][kind] ?? 0));
  const sources = own.filter(({ isSource, kind }) => isSource && share(kind) > 0);
  const first = stories[name].features.indexOf("overlap");
  let score = (example: Example) => (first < 0 ? 0 : (featuresIn(example)[first] as number));
  let model: LogisticModel = { intercept: 0, weights: new Float64Array(stories[name].features.length) };
  for (let round = 0; round < rounds; round++) {
    const likest = likestOf(own, score);
    const importance = [...sources.map(({ kind }) => share(kind)), ...likest.map(() => 1)];
    const rows = [...sources, ...likest].map(featuresIn);
    const labels = rows.map((_, i) => (i < sources.length ? 1 : 0));
    if (name === "meaning") balance(importance, sources.length);
    model = fitLogistic(rows, labels, { importance });
    const { intercept, weights } = model;
    score = (example) =>
      featuresIn(example).reduce((sum, value, i) => sum + value * (weights[i] as number), intercept);
  }
  const scores = likestOf(own, score)
    .map(score)
    .sort((a, b) => b - a);
  const allowed = Math.floor(allowance[name] * innocents);
  // Where fewer innocents can be this story at all, it is sure from even odds on.
  const sureFrom = Math.max(0, scores[allowed] ?? 0);
  const steep = steepness[name];
  return {
    intercept: (model.intercept - sureFrom) * steep + sure,
    weights: stories[name].features.map(
      (feature, i) => [feature, (model.weights[i] as number) * steep] as const,
    ),
  };
}

/** Of each innocent text the pair of the highest score. */
function likestOf(examples: readonly Example[], score: (example: Example) => number): Example[] {
  const likest = new Map<string, { example: Example; score: number }>();
  for (const example of examples) {
    if (example.kind !== "innocent") continue;
    const own = score(example);
    const known = likest.get(example.candidate);
    if (!known || own > known.score) likest.set(example.candidate, { example, score: own });
  }
  return [...likest.values()].map(({ example }) => example);
}

/** Both sides count as much as the other. */
function balance(importance: number[], positives: number): void {
  const sum = (from: number, to: number) => importance.slice(from, to).reduce((a, b) => a + b, 0);
  const factor = sum(0, positives) / sum(positives, importance.length);
  for (let i = positives; i < importance.length; i++) importance[i] = (importance[i] as number) * factor;
}

function dot(a: Float32Array, rowA: number, b: Float32Array, rowB: number): number {
  const { dimensions } = embedder;
  let sum = 0;
  for (let i = 0; i < dimensions; i++) {
    sum += (a[rowA * dimensions + i] as number) * (b[rowB * dimensions + i] as number);
  }
  return sum;
}
