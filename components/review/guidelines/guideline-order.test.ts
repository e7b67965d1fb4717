import { expect, it } from "vitest";
import { guidelineOrder } from "./guideline-order.ts";

const label = (id: string, position: number) => ({
  id,
  name: id,
  description: "",
  colour: "#000000",
  hotkey: null,
  position,
});
const labels = ["a", "b", "c", "d"].map(label);
const guidelines = { project: "", labels: { a: "of a", c: "of c", d: "of d" } };
const row = (own: string, intended: string, suggested?: string) => ({
  label: { id: own, name: own, colour: "#000000" },
  intendedLabelId: intended,
  suggestion: suggested ? { labelId: suggested, source: "judge" as const, score: 0.9 } : null,
});

it.each([
  ["without a row", undefined, [], ["a", "c", "d"]],
  ["a row of one label", row("c", "c"), ["c"], ["a", "d"]],
  ["one of which nothing is written", row("b", "b", "b"), ["b"], ["a", "c", "d"]],
  ["a row relabelled against the suggestion", row("d", "b", "a"), ["d", "b", "a"], ["c"]],
  ["a label that is gone", row("x", "c"), ["c"], ["a", "d"]],
])("%s", (_, asked, first, others) => {
  const order = guidelineOrder(labels, guidelines, asked);
  expect(order.first.map(({ label: { id } }) => id)).toEqual(first);
  expect(order.others.map(({ label: { id } }) => id)).toEqual(others);
  expect(order.first.map(({ text }) => text)).toEqual(first.map((id) => guidelines.labels[id as "a"] ?? ""));
});
