import { describe, expect, it } from "vitest";
import { supplyOf } from "./supply.ts";

/** Gives so many numbers at a time, up to a last one. */
function counting(size: number, last: number) {
  let given = 0;
  let fetches = 0;
  const fetch = async () => {
    fetches++;
    const count = Math.min(size, last - given);
    return Array.from({ length: count }, () => ++given);
  };
  return { fetch, fetches: () => fetches };
}

describe("a supply", () => {
  it("hands out each thing once, to many who ask at once, and null at the end", async () => {
    const supply = supplyOf(counting(4, 10).fetch, 2);
    const taken = await Promise.all(Array.from({ length: 12 }, () => supply.next()));
    expect(taken.toSorted((a, b) => (a ?? 99) - (b ?? 99))).toEqual([
      1,
      2,
      3,
      4,
      5,
      6,
      7,
      8,
      9,
      10,
      null,
      null,
    ]);
  });

  it("fetches before the last are gone, and no more than it must", async () => {
    const { fetch, fetches } = counting(4, 100);
    const supply = supplyOf(fetch, 2);
    for (let count = 0; count < 2; count++) await supply.next();
    expect(fetches()).toBe(1);
    await supply.next();
    await supply.end();
    expect(fetches()).toBe(2);
  });

  it("throws what fetching throws once nothing is left", async () => {
    let isBroken = false;
    const supply = supplyOf(async () => {
      if (isBroken) throw new Error("gone");
      isBroken = true;
      return [1];
    }, 1);
    expect(await supply.next()).toBe(1);
    await supply.end();
    await expect(supply.next()).rejects.toThrow("gone");
  });
});
