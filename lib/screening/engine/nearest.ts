import { InferenceSession, Tensor } from "onnxruntime-node";
import { scoresModel, topModel } from "#lib/screening/engine/onnx-model.ts";

/**
 * Query rows of one run: enough to keep the processor busy, few enough for the score matrix to stay small.
 */
export const queryChunk = 1024;
/** Reference rows of one run; with a chunk of queries a score matrix of 32 MB. */
const referenceChunk = 8192;

// A thread that waits for the next run would otherwise spin on a core that the web server needs.
const options: InferenceSession.SessionOptions = {
  graphOptimizationLevel: "all",
  extra: { session: { intra_op: { allow_spinning: "0" } } },
};

/**
 * One session of each model and dimension for the whole process: the references are an input like the
 * queries.
 */
const sessions = new Map<string, Promise<InferenceSession>>();

function session(kind: "top" | "scores", dimensions: number): Promise<InferenceSession> {
  const key = `${kind} ${dimensions}`;
  let known = sessions.get(key);
  if (!known) {
    const model = kind === "top" ? topModel(dimensions) : scoresModel(dimensions);
    known = InferenceSession.create(model, options);
    sessions.set(key, known);
  }
  return known;
}

function matrix(vectors: Float32Array, dimensions: number): Tensor {
  return new Tensor("float32", vectors, [vectors.length / dimensions, dimensions]);
}

/**
 * All dot products: `scores[i * m + j]` of query i and reference j. Both row-major, `dimensions` numbers a
 * row.
 */
export async function dotProducts(
  queries: Float32Array,
  references: Float32Array,
  dimensions: number,
): Promise<Float32Array> {
  const run = await session("scores", dimensions);
  const { scores } = await run.run({
    queries: matrix(queries, dimensions),
    references: matrix(references, dimensions),
  });
  return scores?.data as Float32Array;
}

/**
 * The k ≤ m largest dot products of each query and their reference rows, falling; of equals the lower row
 * first.
 */
export async function largestDotProducts(
  queries: Float32Array,
  references: Float32Array,
  dimensions: number,
  k: number,
): Promise<Nearest> {
  const run = await session("top", dimensions);
  const { values, indices } = await run.run({
    queries: matrix(queries, dimensions),
    references: matrix(references, dimensions),
    k: new Tensor("int64", BigInt64Array.of(BigInt(k)), [1]),
  });
  const rows = indices?.data as BigInt64Array;
  return { scores: values?.data as Float32Array, indices: Int32Array.from(rows, Number) };
}

/** Row-major, k columns a query: dot products, falling, and the reference rows they belong to. */
export interface Nearest {
  scores: Float32Array;
  indices: Int32Array;
}

/**
 * Exact nearest neighbours by dot product, which is the cosine for rows of length 1: a matrix product and a
 * top-k on ONNX Runtime. Deterministic on one machine; of equal scores the lower reference row comes first.
 */
export class NearestIndex {
  readonly rows: number;
  readonly dimensions: number;
  private readonly vectors: Float32Array;

  private constructor(vectors: Float32Array, dimensions: number) {
    this.vectors = vectors;
    this.dimensions = dimensions;
    this.rows = vectors.length / dimensions;
  }

  /** Of `rows × dimensions` numbers, row-major, which are kept, not copied. */
  static create(vectors: Float32Array, dimensions: number): NearestIndex {
    if (vectors.length % dimensions !== 0) throw new RangeError("not a whole number of rows");
    return new NearestIndex(vectors, dimensions);
  }

  /** The min(k, rows) nearest rows of each query. */
  async query(queries: Float32Array, k: number): Promise<Nearest> {
    const { dimensions } = this;
    const width = Math.min(k, this.rows);
    const count = queries.length / dimensions;
    const scores = new Float32Array(count * width);
    const indices = new Int32Array(count * width);
    if (width === 0) return { scores, indices };
    for (let from = 0; from < count; from += queryChunk) {
      const chunk = queries.subarray(from * dimensions, Math.min(count, from + queryChunk) * dimensions);
      const nearest = await this.queryChunk(chunk, width);
      scores.set(nearest.scores, from * width);
      indices.set(nearest.indices, from * width);
    }
    return { scores, indices };
  }

  private async queryChunk(queries: Float32Array, width: number): Promise<Nearest> {
    const { dimensions, vectors } = this;
    let merged: Nearest | null = null;
    for (let from = 0; from * dimensions < vectors.length; from += referenceChunk) {
      const part = vectors.subarray(from * dimensions, (from + referenceChunk) * dimensions);
      const columns = Math.min(width, part.length / dimensions);
      const found = await largestDotProducts(queries, part, dimensions, columns);
      for (let i = 0; i < found.indices.length; i++) found.indices[i] = (found.indices[i] as number) + from;
      merged = merged ? merge(merged, found, queries.length / dimensions, width) : found;
    }
    return merged as Nearest;
  }
}

/** The first `width` of two falling lists a query; the left one, of lower rows, wins ties. */
function merge(left: Nearest, right: Nearest, queries: number, width: number): Nearest {
  const leftWidth = left.scores.length / queries;
  const rightWidth = right.scores.length / queries;
  const columns = Math.min(width, leftWidth + rightWidth);
  const scores = new Float32Array(queries * columns);
  const indices = new Int32Array(queries * columns);
  for (let query = 0; query < queries; query++) {
    let l = query * leftWidth;
    let r = query * rightWidth;
    const leftEnd = l + leftWidth;
    const rightEnd = r + rightWidth;
    for (let i = query * columns; i < (query + 1) * columns; i++) {
      const takeLeft =
        r >= rightEnd || (l < leftEnd && (left.scores[l] as number) >= (right.scores[r] as number));
      const from = takeLeft ? left : right;
      const at = takeLeft ? l++ : r++;
      scores[i] = from.scores[at] as number;
      indices[i] = from.indices[at] as number;
    }
  }
  return { scores, indices };
}
