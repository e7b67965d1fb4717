import { expect, it } from "vitest";
import { showsThoughts } from "./shown-thoughts.ts";

it.each<[string, object, object, boolean]>([
  ["nothing", { content: "OK" }, {}, false],
  ["a field of its own", { content: "OK", reasoning_content: "hm" }, {}, true],
  ["OpenRouter's field", { content: "OK", reasoning: "hm" }, {}, true],
  ["an empty field", { content: "OK", reasoning: "" }, {}, false],
  ["a block", { content: "<think>hm</think>OK" }, {}, true],
  ["a part", { content: [{ type: "thinking" }, { type: "text", text: "OK" }] }, {}, true],
  ["counted tokens", { content: "OK" }, { completion_tokens_details: { reasoning_tokens: 64 } }, true],
  ["none counted", { content: "OK" }, { completion_tokens_details: { reasoning_tokens: 0 } }, false],
])("knows thoughts by %s", (_, message, usage, expected) => {
  expect(showsThoughts(JSON.stringify({ choices: [{ message }], usage }))).toBe(expected);
});

it("knows none in what is no answer", () => {
  expect(showsThoughts("<html>")).toBe(false);
});
