import { describe, expect, it } from "vitest";
import { countExpansions, expandGrammar } from "./grammar.ts";
import { random } from "./random.ts";
import { fillTemplate, parseTemplate } from "./template.ts";

/** Every text that the grammar gave in 400 tries. */
function textsOf(source: string): string[] {
  const { nodes, mistakes } = parseTemplate(source, { grammar: true });
  expect(mistakes).toEqual([]);
  const values = new Map([["s", "[1|2]"]]);
  const texts = Array.from({ length: 400 }, (_, seed) => {
    return fillTemplate(expandGrammar(nodes, random(seed)), values).text;
  });
  return [...new Set(texts)].sort();
}

describe("expandGrammar", () => {
  it.each([
    ["alternatives", "[a|b|c] d", ["a d", "b d", "c d"]],
    ["nested ones", "[a [b|c]|d]", ["a b", "a c", "d"]],
    ["an optional part takes a space along", "go [now|] home", ["go home", "go now home"]],
    ["so it does at the ends", "[please|] go [now|]", ["go", "go now", "please go", "please go now"]],
    ["and two of them", "a [b|] [c|] d", ["a b c d", "a b d", "a c d", "a d"]],
    ["a space that touches a value stays", "{{s}} [x|]y", ["[1|2] xy", "[1|2] y"]],
    ["escaped signs", "\\[a\\|b\\] [\\\\|\\|]", ["[a|b] \\", "[a|b] |"]],
    ["a bar outside of brackets", "a | b", ["a | b"]],
    ["values are not read as grammar", "[{{s}}|x]", ["[1|2]", "x"]],
    ["line breaks stay", "a\n[b|]\nc", ["a\n\nc", "a\nb\nc"]],
  ])("%s", (_, source, texts) => {
    expect(textsOf(source)).toEqual(texts);
  });

  it("is the same for the same seed", () => {
    const { nodes } = parseTemplate("[a|b|c|d][a|b|c|d][a|b|c|d]", { grammar: true });
    expect(expandGrammar(nodes, random(7))).toEqual(expandGrammar(nodes, random(7)));
  });

  it("chooses the alternatives about equally often", () => {
    const { nodes } = parseTemplate("[a|b|c]", { grammar: true });
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 3_000; seed++) {
      const { text } = fillTemplate(expandGrammar(nodes, random(seed)), new Map());
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(120);
  });
});

describe("countExpansions", () => {
  it.each([
    ["plain", 1],
    ["[a|b][c|d|e]", 6],
    ["[a [b|c]|d|]", 4],
    ["[a|b]".repeat(2_000), Number.POSITIVE_INFINITY],
  ])("%s", (source, ways) => {
    expect(countExpansions(parseTemplate(source, { grammar: true }).nodes)).toBe(ways);
  });
});
