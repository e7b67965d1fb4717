/** A row that is not of the usual height, or has a heading above it. All heights in pixels. */
export interface UnusualRow {
  index: number;
  /** Of what stands above the row and belongs to it; 0 for nothing. */
  heading: number;
  height: number;
}

/**
 * Where the rows of a result stand, in pixels from the first one's top: all are of one height, but for a few. Rows that
 * are not held are taken for usual ones. A question costs the logarithm of the number of unusual rows.
 */
export class RowGeometry {
  readonly length: number;
  readonly total: number;
  readonly #rowHeight: number;
  readonly #unusual: readonly UnusualRow[];
  /** By how much the first n unusual rows are higher than usual ones, for every n. */
  readonly #surplus: Float64Array;

  /** @param unusual in the order of their places, each place once */
  constructor(length: number, rowHeight: number, unusual: readonly UnusualRow[] = []) {
    this.length = length;
    this.#rowHeight = rowHeight;
    this.#unusual = unusual;
    this.#surplus = new Float64Array(unusual.length + 1);
    let surplus = 0;
    unusual.forEach(({ heading, height }, n) => {
      surplus += heading + height - rowHeight;
      this.#surplus[n + 1] = surplus;
    });
    this.total = length * rowHeight + surplus;
  }

  /** The top of a row's heading; of the row itself where it has none. */
  blockTop(index: number): number {
    return index * this.#rowHeight + this.#surplusBefore(this.#unusualBefore(index));
  }

  top(index: number): number {
    return this.blockTop(index) + (this.#unusualAt(index)?.heading ?? 0);
  }

  height(index: number): number {
    return this.#unusualAt(index)?.height ?? this.#rowHeight;
  }

  bottom(index: number): number {
    return this.top(index) + this.height(index);
  }

  /** The row that is at so many pixels, or whose heading is; the first or last one outside. */
  indexAt(offset: number): number {
    let [low, high] = [0, this.#unusual.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.#unusual[middle];
      if (row && row.index * this.#rowHeight + this.#surplusBefore(middle) <= offset) low = middle + 1;
      else high = middle;
    }
    const above = this.#unusual[low - 1];
    const index = Math.floor((offset - this.#surplusBefore(low)) / this.#rowHeight);
    return Math.max(above?.index ?? 0, Math.min(index, this.length - 1), 0);
  }

  #unusualAt(index: number): UnusualRow | undefined {
    const row = this.#unusual[this.#unusualBefore(index)];
    return row?.index === index ? row : undefined;
  }

  /** How many unusual rows stand above a place. */
  #unusualBefore(index: number): number {
    let [low, high] = [0, this.#unusual.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#unusual[middle]?.index ?? index) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #surplusBefore(n: number): number {
    return this.#surplus[n] ?? 0;
  }
}
