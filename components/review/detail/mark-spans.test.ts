import { expect, it } from "vitest";
import { markSpans } from "./mark-spans.ts";

it.each<[string, string, [number, number][], string]>([
  ["nothing", "plain", [], "plain"],
  ["a part", "one two three", [[4, 7]], "one [two] three"],
  ["all of it", "one", [[0, 3]], "[one]"],
  [
    "parts in any order",
    "one two three",
    [
      [8, 13],
      [0, 3],
    ],
    "[one] two [three]",
  ],
  [
    "overlapping and touching parts as one",
    "abcdef",
    [
      [0, 3],
      [2, 4],
      [4, 5],
    ],
    "[abcde]f",
  ],
  [
    "a part inside another",
    "abcdef",
    [
      [0, 5],
      [1, 2],
    ],
    "[abcde]f",
  ],
  [
    "what lies within the text",
    "abc",
    [
      [-5, 1],
      [2, 99],
    ],
    "[a]b[c]",
  ],
  [
    "nothing of empty or turned spans",
    "abc",
    [
      [1, 1],
      [2, 1],
    ],
    "abc",
  ],
  ["nothing of an empty text", "", [[0, 4]], ""],
  ["other scripts and emoji", "مرحبا 👍🏽 日本", [[6, 10]], "مرحبا [👍🏽] 日本"],
])("marks %s", (_name, text, spans, expected) => {
  const parts = markSpans(text, spans);
  expect(parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join("")).toBe(expected);
  expect(parts.map((part) => part.text).join("")).toBe(text);
  for (const part of parts) expect(text.startsWith(part.text, part.from)).toBe(true);
});
