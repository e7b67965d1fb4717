import { expect, it } from "vitest";
import { findModel } from "./connection-report.ts";

it.each([
  ["llama:8b", "openai", "there"],
  ["qwen", "openai", "there"],
  ["llama", "openai", "missing"],
  ["", "openai", "unnamed"],
  ["", "azure", "unnamed"],
  ["llama:8b", "azure", "unlisted"],
] as const)("finds %j of %s: %s", (model, flavour, expected) => {
  expect(findModel(["llama:8b", "qwen:latest"], { model, flavour })).toBe(expected);
});
