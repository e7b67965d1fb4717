import { describe, expect, it } from "vitest";
import { deck } from "./deck.ts";
import { interleave } from "./interleave.ts";
import { random } from "./random.ts";

type Weighted = [name: string, weight: number];

function draw(cards: Weighted[], times: number, seed = 1): string[] {
  const dealt = deck({ cards, weightOf: ([, weight]) => weight, random: random(seed) });
  return Array.from({ length: times }, () => {
    const held = dealt.take();
    if (held) dealt.play(held);
    return held?.card[0] ?? "none";
  });
}

function counts(drawn: string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(drawn, (name) => name)].map(([name, all]) => [name, all.length]));
}

const letters: Weighted[] = [..."abcdefghij"].map((name) => [name, 1]);

describe("deck", () => {
  it.each([1, 2, 3, 4, 5])("deals every card once before any comes again (seed %i)", (seed) => {
    const drawn = draw(letters, 30, seed);
    for (const from of [0, 10, 20]) expect(new Set(drawn.slice(from, from + 10)).size).toBe(10);
    expect(drawn.slice(0, 10)).not.toEqual(drawn.slice(10, 20));
  });

  it("keeps to the weights, give or take one", () => {
    const all = counts(
      draw(
        [
          ["a", 5],
          ["b", 2],
          ["c", 0.5],
          ["none of it", 0],
        ],
        750,
      ),
    );
    expect(Math.abs((all.a ?? 0) - 500)).toBeLessThanOrEqual(2);
    expect(Math.abs((all.b ?? 0) - 200)).toBeLessThanOrEqual(2);
    expect(Math.abs((all.c ?? 0) - 50)).toBeLessThanOrEqual(2);
    expect(all["none of it"]).toBeUndefined();
  });

  it("is the same for the same seed, and another for another", () => {
    expect(draw(letters, 40, 3)).toEqual(draw(letters, 40, 3));
    expect(draw(letters, 40, 3)).not.toEqual(draw(letters, 40, 4));
  });

  it("gives out no card that is held, and none of what it does not have", () => {
    const dealt = deck({ cards: ["a", "b"], weightOf: () => 1, random: random(1) });
    const [first, second] = [dealt.take(), dealt.take()];
    expect(new Set([first?.card, second?.card])).toEqual(new Set(["a", "b"]));
    expect(dealt.take()).toBeUndefined();
    if (first) dealt.putBack(first);
    expect(dealt.take()?.card).toBe(first?.card);
    expect(draw([], 1)).toEqual(["none"]);
  });

  it("deals decks that share an order from where each is told to begin", () => {
    const places = new Map([..."abcdef"].map((name, index) => [name, index / 6]));
    const dealt = [0, 1 / 3, 2 / 3].flatMap((shift) => {
      const firstPlace = (card: string) => ((places.get(card) ?? 0) - shift + 1) % 1;
      const one = deck({ cards: [..."abcdef"], weightOf: () => 1, random: random(shift), firstPlace });
      return [one.take()?.card, one.take()?.card];
    });
    expect(dealt.join("")).toBe("abcdef");
  });
});

describe("interleave", () => {
  it.each<[number[], number[]]>([
    [
      [2, 2],
      [0, 1, 0, 1],
    ],
    [
      [4, 2],
      [0, 1, 0, 0, 1, 0],
    ],
    [
      [0, 2, 0],
      [1, 1],
    ],
    [[], []],
    [
      [1, 0, 3],
      [2, 0, 2, 2],
    ],
  ])("%j", (asked, order) => {
    expect([...interleave(asked)]).toEqual(order);
  });

  it("is balanced wherever it is cut off", () => {
    const asked = [100, 50, 7, 1];
    const made = asked.map(() => 0);
    let all = 0;
    for (const kind of interleave(asked)) {
      made[kind] = (made[kind] ?? 0) + 1;
      all += 1;
      for (const [index, count] of asked.entries()) {
        expect(Math.abs((made[index] ?? 0) - (count * all) / 158)).toBeLessThanOrEqual(2);
      }
    }
    expect(made).toEqual(asked);
  });
});
