import type { Nearest } from "#lib/screening/engine/nearest.ts";

/** Two products of the same row differ by less, whatever the order of their sums. */
const tolerance = 1e-5;

/** Shares, in [0, 1], of the sampled queries. */
export interface Agreement {
  /**
   * All k scores are the plain loop's within 1e-5, and all k rows are its too, but for rows whose own score is within
   * 1e-5 of the one in their place: those are ties that rounding orders.
   */
  agreement: number;
  /** The very same rows in the very same order. */
  identical: number;
}

/** Compares `sample` queries, evenly spread, with a plain loop in double precision; of equals the lower row first. */
export function compareWithLoop(
  found: Nearest,
  queries: Float32Array,
  references: Float32Array,
  dimensions: number,
  sample: number,
): Agreement {
  const { k } = found;
  const count = queries.length / dimensions;
  const sampled = Math.min(sample, count);
  let agreeing = 0;
  let identical = 0;
  for (let i = 0; i < sampled; i++) {
    const query = Math.floor((i * count) / sampled);
    const scores = scoresOf(queries.subarray(query * dimensions, (query + 1) * dimensions), references);
    const order = largest(scores, k);
    const rows = found.indices.subarray(query * k, (query + 1) * k);
    const isClose = order.every((row, column) => {
      const expected = scores[row] as number;
      const given = found.scores[query * k + column] as number;
      const own = scores[rows[column] as number] as number;
      return Math.abs(given - expected) < tolerance && Math.abs(own - expected) < tolerance;
    });
    if (isClose && new Set(rows).size === k) agreeing += 1;
    if (order.every((row, column) => rows[column] === row)) identical += 1;
  }
  return { agreement: agreeing / sampled, identical: identical / sampled };
}

function scoresOf(query: Float32Array, references: Float32Array): Float64Array {
  const dimensions = query.length;
  const scores = new Float64Array(references.length / dimensions);
  for (let row = 0; row < scores.length; row++) {
    let sum = 0;
    for (let d = 0; d < dimensions; d++)
      sum += (query[d] as number) * (references[row * dimensions + d] as number);
    scores[row] = sum;
  }
  return scores;
}

/** The places of the k largest, falling, of equals the lower first. */
function largest(scores: Float64Array, k: number): number[] {
  const order: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    if (order.length === k && (scores[row] as number) <= (scores[order[k - 1] as number] as number)) continue;
    let at = order.length;
    while (at > 0 && (scores[row] as number) > (scores[order[at - 1] as number] as number)) at -= 1;
    order.splice(at, 0, row);
    if (order.length > k) order.pop();
  }
  return order;
}
