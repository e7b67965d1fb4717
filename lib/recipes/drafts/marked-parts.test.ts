import { describe, expect, it } from "vitest";
import { markedParts, trimMarked } from "./marked-parts.ts";

describe("markedParts", () => {
  it.each([
    ["no mark", "ab", [], [["ab", null]]],
    ["nothing", "", [], []],
    [
      "between text",
      "a X b",
      [{ slot: "x", from: 2, to: 3 }],
      [
        ["a ", null],
        ["X", "x"],
        [" b", null],
      ],
    ],
    [
      "side by side, at the ends",
      "XY",
      [
        { slot: "x", from: 0, to: 1 },
        { slot: "y", from: 1, to: 2 },
      ],
      [
        ["X", "x"],
        ["Y", "y"],
      ],
    ],
    [
      "an empty value",
      "ab",
      [{ slot: "x", from: 1, to: 1 }],
      [
        ["a", null],
        ["b", null],
      ],
    ],
  ])("%s", (_, text, marks, expected) => {
    const parts = markedParts(text, marks);
    expect(parts.map((part) => [part.text, part.slot])).toEqual(expected);
    expect(new Set(parts.map(({ from }) => from)).size).toBe(parts.length);
  });
});

describe("trimMarked", () => {
  it.each([
    ["nothing to trim", "aX", [1, 2], "aX", [1, 2]],
    ["before", "\n X b", [2, 3], "X b", [0, 1]],
    ["after", "a X\n", [2, 3], "a X", [2, 3]],
    ["within the value", " X ", [0, 3], "X", [0, 1]],
    ["only space", "  ", [0, 2], "", [0, 0]],
  ])("%s", (_, text, [from = 0, to = 0], trimmed, [newFrom, newTo]) => {
    expect(trimMarked(text, [{ from, to }])).toEqual({
      text: trimmed,
      marks: [{ from: newFrom, to: newTo }],
    });
  });
});
