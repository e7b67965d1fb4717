import { describe, expect, it } from "vitest";
import { withoutThoughts } from "./thoughts.ts";

describe("withoutThoughts", () => {
  it.each([
    ["nothing of it", "Where is my parcel?", "Where is my parcel?"],
    ["a block before the answer", "<think>\nA parcel.\n</think>\n\nWhere is it?", "\n\nWhere is it?"],
    ["another name", "<thinking>hm</thinking>Where is it?", "Where is it?"],
    ["square brackets", "[THINK]hm[/THINK]Where is it?", "Where is it?"],
    ["other brackets", "◁think▷hm◁/think▷Where is it?", "Where is it?"],
    ["a prefix", "<seed:think>hm</seed:think>Where is it?", "Where is it?"],
    ["an empty block", "<think></think>Where is it?", "Where is it?"],
    ["several blocks", "<think>a</think>Where <think>b</think>is it?", "Where is it?"],
    ["a block that speaks of blocks", "<think>no <think> here</think>Where is it?", "Where is it?"],
    ["a block in a block", "<think>a <think>b</think> c</think>Where is it?", "Where is it?"],
    ["an opening mark that the template gave", "They want a parcel.</think>Where is it?", "Where is it?"],
    ["a block that never ends", "<think>They want a parcel. Where is it?", ""],
    ["a block that never ends, after the answer", "Where is it?<think>Was that", "Where is it?"],
    ["nothing after the block", "<think>hm</think>", ""],
    [
      "channels",
      "<|channel|>analysis<|message|>hm<|end|><|start|>assistant<|channel|>final<|message|>Where is it?<|return|>",
      "Where is it?",
    ],
    [
      "a final channel with a constraint",
      '<|channel|>analysis<|message|>hm<|end|><|channel|>final <|constrain|>json<|message|>{"a":1}',
      '{"a":1}',
    ],
    ["a channel without an answer", "<|channel|>analysis<|message|>They want", ""],
    ["a final channel that breaks off", "<|channel|>final", ""],
    ["channels without their marks", "analysisThey want a parcel.assistantfinalWhere is it?", "Where is it?"],
    ["a word that is no mark", "analysis of a parcel", "analysis of a parcel"],
    ["other marks", "<b>Where</b> is <reason>it</reason>?", "<b>Where</b> is <reason>it</reason>?"],
  ])("takes away %s", (_, content, expected) => expect(withoutThoughts(content)).toBe(expected));

  it("takes a short time for a reply of nothing but marks", () => {
    const before = performance.now();
    expect(withoutThoughts("<think>".repeat(300_000))).toBe("");
    expect(withoutThoughts("analysis".repeat(300_000))).not.toBe("");
    expect(performance.now() - before).toBeLessThan(5_000);
  });
});
