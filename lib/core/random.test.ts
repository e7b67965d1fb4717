import { describe, expect, test } from "vitest";
import { random } from "#lib/core/random.ts";

function draws(seed: string | number, count: number): number[] {
  const stream = random(seed);
  return Array.from({ length: count }, () => stream.int(1000));
}

describe("random", () => {
  test("gives the same numbers everywhere and for ever", () => {
    expect(draws(1, 6)).toEqual([101, 818, 198, 112, 852, 549]);
    expect(draws("winnow", 6)).toEqual([75, 363, 221, 435, 777, 423]);
  });

  test.each([
    [1, 2],
    [1, "1"],
    ["a", "b"],
    ["ab", "ba"],
    ["", " "],
  ])("seeds %j and %j differ", (a, b) => {
    expect(draws(a, 8)).not.toEqual(draws(b, 8));
  });

  test("next is even over [0, 1)", () => {
    const stream = random("even");
    const bins = new Array<number>(10).fill(0);
    for (let i = 0; i < 100_000; i++) {
      const value = stream.next();
      expect(value >= 0 && value < 1).toBe(true);
      bins[Math.floor(value * 10)] = (bins[Math.floor(value * 10)] as number) + 1;
    }
    // Chi-square of 9 degrees of freedom: 27.9 is passed once in a thousand seeds.
    expect(bins.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  test("shuffle keeps the items, leaves the original, and reaches every order", () => {
    const stream = random(3);
    const items = ["a", "b", "c"];
    const orders = new Map<string, number>();
    for (let i = 0; i < 6000; i++) {
      const order = stream.shuffle(items).join("");
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect(items).toEqual(["a", "b", "c"]);
    expect([...orders.keys()].sort()).toEqual(["abc", "acb", "bac", "bca", "cab", "cba"]);
    for (const count of orders.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("weighted follows the weights and never gives what weighs nothing", () => {
    const stream = random("weights");
    const seen = { never: 0, one: 0, three: 0 };
    for (let i = 0; i < 8000; i++) seen[stream.weighted(["never", "one", "three"] as const, [0, 1, 3])] += 1;
    expect(seen.never).toBe(0);
    expect(Math.abs(seen.one - 2000)).toBeLessThan(200);
  });

  test("a fork depends on seed and key, not on what was drawn", () => {
    const fresh = random("run").fork(17);
    const used = random("run");
    for (let i = 0; i < 100; i++) used.next();
    const later = used.fork(17);
    expect([later.next(), later.next()]).toEqual([fresh.next(), fresh.next()]);
    const keys = [17, "17", 18, 1, "a/1"];
    expect(new Set(keys.map((key) => random("run").fork(key).next())).size).toBe(keys.length);
    expect(random("run").fork("a").fork(1).next()).not.toBe(random("run").fork("a/1").next());
  });

  test.each([
    ["int of 0", () => random(1).int(0)],
    ["int of a fraction", () => random(1).int(1.5)],
    ["pick of nothing", () => random(1).pick([])],
    ["a weight missing", () => random(1).weighted(["a", "b"], [1])],
    ["a negative weight", () => random(1).weighted(["a", "b"], [2, -1])],
    ["weights that are all 0", () => random(1).weighted(["a"], [0])],
    ["a weight that is no number", () => random(1).weighted(["a"], [Number.NaN])],
  ])("refuses %s", (_, call) => {
    expect(call).toThrow(RangeError);
  });
});
