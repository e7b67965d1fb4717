import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { exactKey } from "#lib/core/text.ts";
import { fingerprintOf } from "./fingerprint.ts";

const of = (...texts: string[]) => fingerprintOf(texts.map(exactKey));
const set = ["Where is my card?", "I want my money back.", "退款", "👍"];

describe("fingerprintOf", () => {
  it("is SHA-256 over the sorted rows, so that anyone can compute it", () => {
    expect(of("b B", "a?")).toBe(createHash("sha256").update("a\nbb").digest("hex"));
  });

  it("is the same in any order, case, punctuation and width", () => {
    expect(of(...set.toReversed())).toBe(of(...set));
    expect(of("WHERE IS MY CARD", "i want my  money back!", "退款。", "👍 ")).toBe(of(...set));
  });

  it.each<[string, string[]]>([
    ["one more", [...set, "one more"]],
    ["one less", set.slice(1)],
    ["one letter less", ["Where is my car?", ...set.slice(1)]],
    ["another symbol", [...set.slice(0, 3), "👎"]],
    ["two rows run together", [`${set[0]} ${set[1]}`, ...set.slice(2)]],
    ["a row twice", [...set, "👍"]],
    ["no row", []],
  ])("is another with %s", (_, other) => expect(of(...other)).not.toBe(of(...set)));
});
