import { dotProducts, largestDotProducts, queryChunk } from "#lib/screening/engine/nearest.ts";

const blockRows = 4096;

interface Block {
  vectors: Float32Array;
  /** The order number of each row; Infinity once removed, its vector then zeros. */
  orders: Float64Array;
  filled: number;
}

/**
 * For each query its k nearest rows of a lower order, falling, row-major; -1 with score 0 where no further one has
 * a dot product above 0.
 */
export interface NearestBefore {
  k: number;
  scores: Float32Array;
  rows: Int32Array;
}

/**
 * Vectors that arrive over time, searched exactly among those of a lower order number. They lie in blocks of
 * 4,096 rows that never move, so that adding costs nothing but the copy. Of equal scores the row added first.
 */
export class ExemplarVectors {
  private dimensions: number;
  private blocks: Block[] = [];
  private rows = 0;

  constructor(dimensions: number) {
    this.dimensions = dimensions;
  }

  /** Adds a row and gives its number, counted from 0. */
  add(vector: Float32Array, order: number): number {
    const { dimensions } = this;
    let block = this.blocks.at(-1);
    if (!block || block.filled === blockRows) {
      block = {
        vectors: new Float32Array(blockRows * dimensions),
        orders: new Float64Array(blockRows),
        filled: 0,
      };
      this.blocks.push(block);
    }
    block.vectors.set(vector, block.filled * dimensions);
    block.orders[block.filled] = order;
    block.filled += 1;
    return this.rows++;
  }

  remove(row: number): void {
    const block = this.blocks[Math.floor(row / blockRows)];
    if (!block) return;
    const place = row % blockRows;
    block.orders[place] = Infinity;
    block.vectors.fill(0, place * this.dimensions, (place + 1) * this.dimensions);
  }

  /** The numbers of a row, not to be changed. */
  vector(row: number): Float32Array {
    const { vectors } = this.blocks[Math.floor(row / blockRows)] as Block;
    const place = (row % blockRows) * this.dimensions;
    return vectors.subarray(place, place + this.dimensions);
  }

  /** `orders[i]` is the order of query i; only rows below it are its candidates. */
  async nearestBefore(queries: Float32Array, orders: readonly number[], k: number): Promise<NearestBefore> {
    const best = {
      k,
      scores: new Float32Array(orders.length * k),
      rows: new Int32Array(orders.length * k).fill(-1),
    };
    for (let from = 0; from < orders.length; from += queryChunk) {
      const chunk = orders.slice(from, from + queryChunk);
      const end = from + chunk.length;
      const vectors = queries.subarray(from * this.dimensions, end * this.dimensions);
      const view = {
        k,
        scores: best.scores.subarray(from * k, end * k),
        rows: best.rows.subarray(from * k, end * k),
      };
      for (const [index, block] of this.blocks.entries()) {
        await this.searchBlock(block, index * blockRows, vectors, chunk, view);
      }
    }
    return best;
  }

  private async searchBlock(
    block: Block,
    firstRow: number,
    queries: Float32Array,
    orders: readonly number[],
    best: NearestBefore,
  ): Promise<void> {
    const { dimensions } = this;
    const lowest = orders.reduce((a, b) => Math.min(a, b), Infinity);
    const highest = orders.reduce((a, b) => Math.max(a, b), -Infinity);
    // Rows below every query need no look at their order; removed ones are zeros and never win.
    let open = 0;
    while (open < block.filled && isOpen(block.orders[open] as number, lowest)) open += 1;
    if (open > 0) {
      const vectors = block.vectors.subarray(0, open * dimensions);
      const width = Math.min(best.k, open);
      const { scores, indices } = await largestDotProducts(queries, vectors, dimensions, width);
      for (let at = 0; at < scores.length; at++) {
        take(best, Math.floor(at / width), scores[at] as number, firstRow + (indices[at] as number));
      }
    }
    const rest = block.orders.subarray(open, block.filled);
    if (!rest.some((order) => order < highest)) return;
    const vectors = block.vectors.subarray(open * dimensions, block.filled * dimensions);
    const scores = await dotProducts(queries, vectors, dimensions);
    for (const [i, order] of orders.entries()) {
      for (let j = 0; j < rest.length; j++) {
        if ((rest[j] as number) < order)
          take(best, i, scores[i * rest.length + j] as number, firstRow + open + j);
      }
    }
  }
}

function isOpen(order: number, lowest: number): boolean {
  return order < lowest || order === Infinity;
}

/** Puts a row among the k of its query. Rows come in rising order, so a later one must be larger to go before. */
function take(best: NearestBefore, query: number, score: number, row: number): void {
  const { k, scores, rows } = best;
  const first = query * k;
  let at = first + k - 1;
  if (score <= (scores[at] as number)) return;
  for (; at > first && score > (scores[at - 1] as number); at--) {
    scores[at] = scores[at - 1] as number;
    rows[at] = rows[at - 1] as number;
  }
  scores[at] = score;
  rows[at] = row;
}
