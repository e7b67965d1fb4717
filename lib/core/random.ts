/**
 * Seeded pseudo-random numbers, the same on every machine: 32-bit integer arithmetic throughout (sfc32 by
 * Chris Doty-Humphrey, PractRand; the seed spread by the finaliser of MurmurHash3, Austin Appleby). Not for
 * secrets.
 */
export interface Random {
  /** A number in [0, 1) of 32 random bits. */
  next(): number;
  /** A whole number in [0, n); n is a whole number from 1 to 2³². Throws RangeError otherwise. */
  int(n: number): number;
  /** One of the items, each equally likely. Throws RangeError if there are none. */
  pick<T>(items: readonly T[]): T;
  /**
   * One of the items, each as likely as its weight (≥ 0, any unit). Throws RangeError if the lengths differ,
   * a weight is negative or not finite, or all are 0.
   */
  weighted<T>(items: readonly T[], weights: readonly number[]): T;
  /** A copy in random order, every order equally likely (Fisher and Yates). */
  shuffle<T>(items: readonly T[]): T[];
  /**
   * An independent stream named by the key. It depends on this stream's seed and on the key, not on how many
   * numbers were drawn, so that item 17 of a run is the same whatever was made before it. 1 and "1" differ.
   */
  fork(key: string | number): Random;
}

function mix(value: number): number {
  let h = value;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Four 32-bit words from a text, each from another start. */
function digest(text: string): [number, number, number, number] {
  const state: [number, number, number, number] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 0x6a09e667];
  for (let lane = 0; lane < 4; lane++) {
    let h = state[lane] as number;
    for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193 + 2 * lane);
    state[lane] = mix(h ^ text.length);
  }
  return state;
}

/** The stream of a seed. Equal seeds give equal streams; 1 and "1" are different seeds. */
export function random(seed: string | number): Random {
  return stream(typeof seed === "number" ? `#${seed}` : `"${seed}"`);
}

function stream(path: string): Random {
  let [a, b, c, counter] = digest(path);

  function bits(): number {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
  // The first outputs still resemble the seed.
  for (let i = 0; i < 12; i++) bits();

  const self: Random = {
    next: () => bits() / 2 ** 32,

    int(n) {
      if (!Number.isInteger(n) || n < 1 || n > 2 ** 32)
        throw new RangeError(`not a whole number from 1: ${n}`);
      // Numbers above the last multiple of n are drawn again; else the low results were a little likelier.
      const limit = 2 ** 32 - (2 ** 32 % n);
      let value = bits();
      while (value >= limit) value = bits();
      return value % n;
    },

    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError("nothing to pick from");
      return items[self.int(items.length)] as T;
    },

    weighted<T>(items: readonly T[], weights: readonly number[]): T {
      if (items.length !== weights.length) throw new RangeError("one weight an item is needed");
      let total = 0;
      for (const weight of weights) {
        if (!(weight >= 0) || !Number.isFinite(weight)) throw new RangeError(`not a weight: ${weight}`);
        total += weight;
      }
      if (!(total > 0)) throw new RangeError("all weights are 0");
      let rest = self.next() * total;
      let last = -1;
      for (let i = 0; i < items.length; i++) {
        const weight = weights[i] as number;
        if (weight === 0) continue;
        last = i;
        if (rest < weight) break;
        rest -= weight;
      }
      return items[last] as T;
    },

    shuffle<T>(items: readonly T[]): T[] {
      const copy = items.slice();
      for (let i = copy.length - 1; i > 0; i--) {
        const j = self.int(i + 1);
        const kept = copy[i] as T;
        copy[i] = copy[j] as T;
        copy[j] = kept;
      }
      return copy;
    },

    fork: (key) => stream(`${path}/${JSON.stringify(key)}`),
  };
  return self;
}
