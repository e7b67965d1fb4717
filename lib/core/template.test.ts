import { describe, expect, it } from "vitest";
import {
  fillTemplate,
  parseTemplate,
  positionOf,
  type SlotNode,
  slotsOf,
  type TextNode,
} from "./template.ts";

function fill(source: string, values: Record<string, string>): string {
  const { nodes } = parseTemplate(source, { grammar: false });
  return fillTemplate(nodes as (TextNode | SlotNode)[], new Map(Object.entries(values))).text;
}

describe("parseTemplate", () => {
  it.each([
    ["plain text stays", "a [b|c] } } % \\ d", "a [b|c] } } % \\ d"],
    ["slots with and without spaces", "{{city}}, {{ city }}, {{\n city\t}}", "Rome, Rome, Rome"],
    ["a backslash keeps the braces", "\\{{ city }} {{ city }} \\{% x", "{{ city }} Rome {% x"],
    ["a backslash before a slot", "\\\\{{ city }}", "\\Rome"],
    ["closing braces alone mean nothing", '{"a": {"b": 1}} {{city}}}}', '{"a": {"b": 1}} Rome}}'],
    ["names of any script", "{{ ville_é }}{{ 都市 }}", "P都"],
    ["names in another normal form", "{{ ville_e\u0301 }}", "P"],
  ])("%s", (_, source, filled) => {
    expect(parseTemplate(source, { grammar: false }).mistakes).toEqual([]);
    expect(fill(source, { city: "Rome", ville_é: "P", 都市: "都" })).toBe(filled);
  });

  it("puts a value in as it is, whatever it looks like", () => {
    const value = `"quotes" 'and' {{ city }} {% if %} [a|b] \\ $& $1 ${"x".repeat(10_000)}`;
    expect(fill("<{{ a }}|{{ a }}>", { a: value })).toBe(`<${value}|${value}>`);
  });

  it.each([
    ["unclosedSlot", "a {{ city", 2, 4],
    ["unclosedSlot", "{{ a {{ city }}", 0, 2],
    ["emptySlot", "{{  }}", 0, 6],
    ["slotName", "{{ a b }}", 0, 9],
    ["slotName", "{{ a | upcase }}", 0, 16],
    ["slotName", `{{ ${"x".repeat(300)} }}`, 0, 306],
    ["tag", "x {% if %}", 2, 4],
    ["unclosedBracket", "a [b|c", 2, 3],
    ["strayBracket", "a] b", 1, 2],
    ["tooDeep", "[".repeat(21) + "]".repeat(21), 20, 21],
  ])("tells %s in %j", (code, source, from, to) => {
    expect(parseTemplate(source, { grammar: true }).mistakes[0]).toMatchObject({ code, from, to });
  });

  it("goes on after a mistake", () => {
    const { mistakes, nodes } = parseTemplate("{{ }} ] {{ b }} [x", { grammar: true });
    expect(mistakes.map((mistake) => mistake.code)).toEqual(["emptySlot", "strayBracket", "unclosedBracket"]);
    expect(slotsOf(nodes).map((slot) => slot.name)).toEqual(["b"]);
  });

  it("finds the slots of all alternatives in their order", () => {
    const { nodes } = parseTemplate("{{a}}[{{b}}|[{{c}}|]{{a}}]{{d}}", { grammar: true });
    expect(slotsOf(nodes).map((slot) => slot.name)).toEqual(["a", "b", "c", "a", "d"]);
  });

  it("reads 100 kB of unclosed braces quickly", () => {
    const started = performance.now();
    parseTemplate("{{ ".repeat(33_000), { grammar: true });
    parseTemplate("[".repeat(100_000), { grammar: true });
    parseTemplate("{{ a }".repeat(16_000), { grammar: true });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

describe("fillTemplate", () => {
  it("marks where the values stand", () => {
    const { nodes } = parseTemplate("to {{ a }} and {{ b }}", { grammar: false });
    const values = new Map([
      ["a", "Rome"],
      ["b", ""],
    ]);
    expect(fillTemplate(nodes as (TextNode | SlotNode)[], values)).toEqual({
      text: "to Rome and ",
      marks: [
        { slot: "a", from: 3, to: 7 },
        { slot: "b", from: 12, to: 12 },
      ],
    });
  });
});

describe("positionOf", () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [7, 3, 3],
  ])("offset %i is line %i, column %i", (offset, line, column) => {
    expect(positionOf("ab\nc\nde", offset)).toEqual({ line, column });
  });
});
