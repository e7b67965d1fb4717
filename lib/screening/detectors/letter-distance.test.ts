import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { letterDistance } from "./letter-distance.ts";

/** The optimal string alignment distance, the plain way: every cell of the matrix. */
function plainDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  const at = (i: number, j: number) => d[i]?.[j] ?? Infinity;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      (d[i] as number[])[j] = Math.min(
        at(i - 1, j) + 1,
        at(i, j - 1) + 1,
        at(i - 1, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1),
        isSwap ? at(i - 2, j - 2) + 1 : Infinity,
      );
    }
  }
  return at(a.length, b.length);
}

describe("letterDistance", () => {
  it.each([
    ["", "", 0],
    ["card", "card", 0],
    ["card", "cards", 1],
    ["card", "car", 1],
    ["card", "cord", 1],
    ["card", "crad", 1],
    ["acrd", "card", 1],
    ["card", "carrds", 2],
    ["card", "", 3],
    ["", "ab", 2],
    ["ca", "abc", 3],
    ["card", "bank", 3],
    ["退款", "退货", 1],
    ["шапка", "шапак", 1],
  ])("%j and %j, at most 2: %d", (a, b, distance) => {
    expect(letterDistance(a, b, 2)).toBe(distance);
    expect(letterDistance(b, a, 2)).toBe(distance);
  });

  it("is the plain distance up to what it may be, and one more beyond", () => {
    const source = random("letter distance");
    const written = (letters: number) =>
      Array.from({ length: letters }, () => source.pick(["a", "b", "c"])).join("");
    for (let trial = 0; trial < 4000; trial++) {
      const a = written(source.int(10));
      const b = written(source.int(10));
      for (const most of [0, 1, 2, 3, 5]) {
        const expected = Math.min(plainDistance(a, b), most + 1);
        expect(letterDistance(a, b, most), `${a} ${b} ${most}`).toBe(expected);
      }
    }
  });
});
