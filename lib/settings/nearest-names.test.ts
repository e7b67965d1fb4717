import { expect, it } from "vitest";
import { nearestNames } from "./nearest-names.ts";

const NAMES = [
  "anthropic/claude-sonnet-4",
  "meta-llama/llama-3.1-70b-instruct",
  "meta-llama/llama-3.1-8b-instruct",
  "mistralai/mistral-small",
  "openai/gpt-4o",
  "openai/gpt-4o-mini",
];

it.each([
  ["gpt-4o", ["openai/gpt-4o", "openai/gpt-4o-mini"]],
  ["GPT 4o mini", ["openai/gpt-4o-mini", "openai/gpt-4o"]],
  ["llama3.1:8b", ["meta-llama/llama-3.1-8b-instruct"]],
  ["zzz", []],
  ["", []],
])("finds the names most like %j", (wanted, expected) => {
  expect(nearestNames(wanted, NAMES, 2).slice(0, expected.length || 2)).toEqual(expected);
});

it("takes a short time for many names", () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `provider/model-${index}-instruct`);
  const before = performance.now();
  expect(nearestNames("model-4321", many, 5)[0]).toBe("provider/model-4321-instruct");
  expect(performance.now() - before).toBeLessThan(2_000);
});
