/**
 * Copies a typed array into one of at least `needed` elements, doubling so that appending costs O(1) each.
 */
export function grown<T extends Int32Array | Float64Array | Uint16Array | Uint8Array>(
  array: T,
  needed: number,
): T {
  if (needed <= array.length) return array;
  const larger = new (array.constructor as new (length: number) => T)(Math.max(needed, array.length * 2));
  larger.set(array);
  return larger;
}

/**
 * For each 32-bit key a list of row numbers in the order they were added, all lists in one pool of integers:
 * some ten bytes a posting where a Map of arrays takes fifty. A list that is full moves to a region of twice
 * the size, and the old region serves the next list of that size. Keys are numbered from 0 as they come: a
 * key's list id.
 */
export class PostingLists {
  /** Where the rows are; a list is `pool[start(id)] … pool[start(id) + length(id) - 1]`. */
  pool = new Int32Array(1 << 10);
  /** The number of keys. */
  size = 0;
  private used = 0;
  private free: number[][] = [];

  /** Open addressing: list id + 1, or 0. */
  private slots = new Int32Array(1 << 9);
  private keys = new Int32Array(1 << 8);
  private starts = new Int32Array(1 << 8);
  private lengths = new Int32Array(1 << 8);

  /** The list of a key, or -1. */
  find(key: number): number {
    return (this.slots[this.slotFor(key | 0)] as number) - 1;
  }

  start(id: number): number {
    return this.starts[id] as number;
  }

  length(id: number): number {
    return this.lengths[id] as number;
  }

  /** Appends a row to the list of a key and gives the list's id. */
  add(key: number, row: number): number {
    const id = this.intern(key | 0);
    const length = this.lengths[id] as number;
    if (length === 0) this.starts[id] = this.region(0);
    // A list of 2ⁿ rows fills its region exactly.
    else if ((length & (length - 1)) === 0) this.enlarge(id, 31 - Math.clz32(length));
    this.pool[(this.starts[id] as number) + length] = row;
    this.lengths[id] = length + 1;
    return id;
  }

  private intern(key: number): number {
    if ((this.size + 1) * 2 > this.slots.length) this.rehash();
    const slot = this.slotFor(key);
    const known = (this.slots[slot] as number) - 1;
    if (known >= 0) return known;
    const id = this.size++;
    this.slots[slot] = id + 1;
    this.keys = grown(this.keys, this.size);
    this.starts = grown(this.starts, this.size);
    this.lengths = grown(this.lengths, this.size);
    this.keys[id] = key;
    return id;
  }

  private enlarge(id: number, size: number): void {
    const from = this.starts[id] as number;
    const to = this.region(size + 1);
    this.pool.copyWithin(to, from, from + (1 << size));
    this.starts[id] = to;
    let reusable = this.free[size];
    if (!reusable) {
      reusable = [];
      this.free[size] = reusable;
    }
    reusable.push(from);
  }

  /** A free region of 2^size integers. */
  private region(size: number): number {
    const reused = this.free[size]?.pop();
    if (reused !== undefined) return reused;
    const start = this.used;
    this.used += 1 << size;
    this.pool = grown(this.pool, this.used);
    return start;
  }

  /** The slot that holds the key, or the free one where it belongs. */
  private slotFor(key: number): number {
    const mask = this.slots.length - 1;
    let h = Math.imul(key ^ (key >>> 15), 0x2c1b3c6d);
    h ^= h >>> 13;
    let slot = h & mask;
    for (;;) {
      const id = (this.slots[slot] as number) - 1;
      if (id < 0 || this.keys[id] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private rehash(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let id = 0; id < this.size; id++) this.slots[this.slotFor(this.keys[id] as number)] = id + 1;
  }
}
