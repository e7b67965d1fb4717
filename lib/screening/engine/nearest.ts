import { InferenceSession, Tensor } from "onnxruntime-node";
import { scoresModel, topAmongModel, topModel } from "#lib/screening/engine/onnx-model.ts";

/**
 * Query rows of one run: enough to keep the processor busy, few enough for the score matrix to stay small.
 * Measured from 128 to 2,048: 512 and 1,024 are the fastest, within 1 %.
 */
export const queryChunk = 512;
/** Reference rows of one run; with a chunk of queries a score matrix of 32 MB. */
const referenceChunk = 16_384;

/** Options of a session; `threads` as many as the processor has cores unless told. */
function options(threads?: number): InferenceSession.SessionOptions {
  return {
    graphOptimizationLevel: "all",
    // Without the arena each run's score matrix comes from malloc, which keeps many of them: 700 MB, not 420.
    enableCpuMemArena: true,
    // A thread that waits for the next run would otherwise spin on a core that the web server needs.
    extra: { session: { intra_op: { allow_spinning: "0" } } },
    ...(threads ? { intraOpNumThreads: threads } : {}),
  };
}

/** One session of each model and dimension for the whole thread: the references are an input like the queries. */
const sessions = new Map<string, Promise<InferenceSession>>();

function session(kind: "top" | "scores", dimensions: number): Promise<InferenceSession> {
  const key = `${kind} ${dimensions}`;
  let known = sessions.get(key);
  if (!known) {
    const model = kind === "top" ? topModel(dimensions) : scoresModel(dimensions);
    known = InferenceSession.create(model, options());
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
  const found = await run.run({
    queries: matrix(queries, dimensions),
    references: matrix(references, dimensions),
    k: columnCount(k),
  });
  return nearestOf(found, k, 0);
}

function columnCount(k: number): Tensor {
  return new Tensor("int64", BigInt64Array.of(BigInt(k)), [1]);
}

function nearestOf({ values, indices }: InferenceSession.ReturnType, k: number, firstRow: number): Nearest {
  const rows = indices?.data as BigInt64Array;
  const found = new Int32Array(rows.length);
  for (let i = 0; i < rows.length; i++) found[i] = Number(rows[i]) + firstRow;
  return { k, scores: values?.data as Float32Array, indices: found };
}

/** Row-major, k columns a query: dot products, falling, and the reference rows they belong to. */
export interface Nearest {
  k: number;
  scores: Float32Array;
  indices: Int32Array;
}

interface Part {
  session: InferenceSession;
  firstRow: number;
  rows: number;
}

/**
 * Exact nearest neighbours by dot product, which is the cosine for rows of length 1: a matrix product and a
 * top-k on ONNX Runtime, whose sessions hold the references. Deterministic on one machine; of equal scores the
 * lower reference row comes first.
 */
export class NearestIndex {
  readonly rows: number;
  readonly dimensions: number;
  private readonly parts: Part[];

  private constructor(parts: Part[], rows: number, dimensions: number) {
    this.parts = parts;
    this.rows = rows;
    this.dimensions = dimensions;
  }

  /**
   * Of `rows × dimensions` numbers, row-major, which are copied. `threads` compute a query, as many as the
   * processor has cores unless told. The memory is freed by `release`.
   */
  static async create(vectors: Float32Array, dimensions: number, threads?: number): Promise<NearestIndex> {
    if (vectors.length % dimensions !== 0) throw new RangeError("not a whole number of rows");
    const rows = vectors.length / dimensions;
    const parts: Part[] = [];
    for (let firstRow = 0; firstRow < rows; firstRow += referenceChunk) {
      const part = vectors.subarray(firstRow * dimensions, (firstRow + referenceChunk) * dimensions);
      const made = await InferenceSession.create(topAmongModel(part, dimensions), options(threads));
      parts.push({ session: made, firstRow, rows: part.length / dimensions });
    }
    return new NearestIndex(parts, rows, dimensions);
  }

  /** The min(k, rows) nearest rows of each query, which are row-major too. */
  async query(queries: Float32Array, k: number): Promise<Nearest> {
    const { dimensions } = this;
    const width = Math.min(k, this.rows);
    const count = queries.length / dimensions;
    const scores = new Float32Array(count * width);
    const indices = new Int32Array(count * width);
    if (width === 0) return { k: 0, scores, indices };
    for (let from = 0; from < count; from += queryChunk) {
      const chunk = queries.subarray(from * dimensions, Math.min(count, from + queryChunk) * dimensions);
      const nearest = await this.queryChunk(matrix(chunk, dimensions), width);
      scores.set(nearest.scores, from * width);
      indices.set(nearest.indices, from * width);
    }
    return { k: width, scores, indices };
  }

  /** Frees what the sessions hold; nothing can be asked afterwards. */
  async release(): Promise<void> {
    for (const { session } of this.parts.splice(0)) await session.release();
  }

  private async queryChunk(queries: Tensor, width: number): Promise<Nearest> {
    let merged: Nearest | null = null;
    for (const { session, firstRow, rows } of this.parts) {
      const k = Math.min(width, rows);
      const found = nearestOf(await session.run({ queries, k: columnCount(k) }), k, firstRow);
      merged = merged ? merge(merged, found, queries.dims[0] as number, width) : found;
    }
    return merged as Nearest;
  }
}

/** The first `width` of two falling lists a query; the left one, of lower rows, wins ties. */
function merge(left: Nearest, right: Nearest, queries: number, width: number): Nearest {
  const { k: leftWidth } = left;
  const { k: rightWidth } = right;
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
  return { k: columns, scores, indices };
}
