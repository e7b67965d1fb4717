import { describe, expect, it } from "vitest";
import { random } from "./random.ts";
import { diffWords } from "./word-diff.ts";

/** [-removed-] and {+added+} in the text. */
function written(before: string, after: string): string {
  const marks = { same: ["", ""], removed: ["[-", "-]"], added: ["{+", "+}"] } as const;
  return diffWords(before, after)
    .map(({ kind, text }) => `${marks[kind][0]}${text}${marks[kind][1]}`)
    .join("");
}

function sides(before: string, after: string) {
  const parts = diffWords(before, after);
  const without = (kind: string) =>
    parts
      .filter((part) => part.kind !== kind)
      .map(({ text }) => text)
      .join("");
  return { before: without("added"), after: without("removed") };
}

describe("diffWords", () => {
  it.each([
    ["nothing", "", "", ""],
    ["the same", "a card", "a card", "a card"],
    ["all of it new", "", "a card", "{+a card+}"],
    ["all of it gone", "a card", "", "[-a card-]"],
    ["a word put in another's place", "I lost my card", "I lost my phone", "I lost my [-card-]{+phone+}"],
    ["a word put in", "my card", "my new card", "my {+new +}card"],
    ["a word left out", "my new card", "my card", "my [-new -]card"],
    ["a word at the end", "my card", "my card now", "my card{+ now+}"],
    ["a letter, which changes the word", "my card", "my cards", "my [-card-]{+cards+}"],
    ["two words side by side as one change", "a b c d", "a x y d", "a [-b c-]{+x y+} d"],
    ["two changes with a word between", "a b c d e", "a x c y e", "a [-b-]{+x+} c [-d-]{+y+} e"],
    ["a sign", "Where is it", "Where is it?", "Where is it{+?+}"],
    ["a line break", "a\nb", "a b", "a[-\n-]{+ +}b"],
    ["emoji of several characters", "ok 👩‍👩‍👧 now", "ok 👍🏽 now", "ok [-👩‍👩‍👧-]{+👍🏽+} now"],
    ["right-to-left words", "אני רוצה כרטיס", "אני רוצה חשבון", "אני רוצה [-כרטיס-]{+חשבון+}"],
    ["words without blanks", "我想取消我的卡", "我想更换我的卡", "我想[-取消-]{+更换+}我的卡"],
  ])("shows %s", (_name, before, after, shown) => {
    expect(written(before, after)).toBe(shown);
  });

  it("makes up both texts, whatever they are, with no more words changed than needed", () => {
    const dice = random("diff");
    for (let round = 0; round < 300; round++) {
      const words = () =>
        Array.from({ length: Math.floor(dice.next() * 12) }, () => "abcd"[Math.floor(dice.next() * 4)]);
      const [before, after] = [words(), words()];
      expect(sides(before.join("."), after.join("."))).toEqual({
        before: before.join("."),
        after: after.join("."),
      });
      const changed = diffWords(before.join("|"), after.join("|"))
        .filter(({ kind }) => kind !== "same")
        .reduce((sum, { text }) => sum + text.length, 0);
      const [a, b] = [[...before.join("|")], [...after.join("|")]];
      expect(changed).toBe(a.length + b.length - 2 * longestCommon(a, b));
    }
  });

  it("replaces the middle of texts too far apart, and makes up both all the same", () => {
    const words = (letter: string) => Array.from({ length: 2_000 }, (_, i) => `${letter}${i}`).join(" ");
    const [before, after] = [`same ${words("a")} end`, `same ${words("b")} end`];
    expect(sides(before, after)).toEqual({ before, after });
    expect(diffWords(before, after).map(({ kind }) => kind)).toEqual(["same", "removed", "added", "same"]);
  });
});

function longestCommon(a: string[], b: string[]): number {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const row = lengths[i] as number[];
      row[j] =
        a[i - 1] === b[j - 1]
          ? (lengths[i - 1]?.[j - 1] ?? 0) + 1
          : Math.max(lengths[i - 1]?.[j] ?? 0, row[j - 1] ?? 0);
    }
  }
  return lengths[a.length]?.[b.length] ?? 0;
}
