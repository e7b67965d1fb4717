import { describe, expect, it } from "vitest";
import { recipeLimits } from "../recipes.ts";
import { labels, request, vocabulary } from "../test/planning-world.ts";
import { findProblems, usedSlots } from "./find-problems.ts";

type Settings = Parameters<typeof request>[0];

const vocabularies = [vocabulary("city", ["Rome"]), vocabulary("città", ["Roma"])];
const find = (settings: Settings) =>
  findProblems({ settings: request(settings).version, labels, vocabularies }).map(({ key, ...problem }) => ({
    ...problem,
    key: key.replace("recipes.problems.", ""),
  }));
const at = (line: number, column: number) => ({ line, column });
const operations = {
  synonymReplacement: false,
  randomInsertion: false,
  randomSwap: false,
  randomDeletion: false,
};
const augmented = (changes: Partial<typeof operations>, synonymVocabularyId: string | null = null) => ({
  augmentation: { operations: { ...operations, ...changes }, strength: 0.1, synonymVocabularyId },
});

describe("a recipe without problems", () => {
  it.each<[string, Settings]>([
    ["plain text", { template: "hello" }],
    ["slots that there are", { template: "{{ city }}{{label}} {{ label_description }} {{ example }}" }],
    ["a slot in another form of Unicode", { template: `{{ ${"città".normalize("NFD")} }}` }],
    ["grammar", { template: "[a|b|] [[c|d] {{ city }}|e]" }],
    ["brackets of a prompt", { kind: "prompt", template: "Answer as JSON: [ ] | {" }],
    ["what is escaped", { template: "\\{{ nothing }} \\[ \\] \\| \\\\" }],
    ["demonstrations in their slot", { kind: "prompt", template: "{{ demonstrations }}", demonstrations: 3 }],
    [
      "demonstrations in the system message",
      { kind: "prompt", template: "x", systemMessage: "{{ demonstrations }}", demonstrations: 3 },
    ],
    ["a system message that a grammar does not use", { template: "x", systemMessage: "{{ unknown" }],
    [
      "synonyms that there are",
      { template: "x", ...augmented({ randomInsertion: true }, "vocabulary city") },
    ],
    ["swaps without synonyms", { template: "x", ...augmented({ randomSwap: true, randomDeletion: true }) }],
    [
      "augmentation that a prompt does not use",
      { kind: "prompt", template: "x", ...augmented({ synonymReplacement: true }) },
    ],
    ["as much as may be", { template: "é".repeat(recipeLimits.template / 2) }],
  ])("%s", (_, settings) => expect(find(settings)).toEqual([]));
});

describe("errors", () => {
  it.each<[string, Settings, string, object]>([
    ["an empty template", { template: " \n" }, "templateEmpty", {}],
    ["an unknown slot", { template: "a\nb {{ town }}" }, "unknownSlot", { ...at(2, 3), name: "town" }],
    ["a slot in another case", { template: "{{ City }}" }, "unknownSlot", { ...at(1, 1), name: "City" }],
    ["a reserved slot in another case", { template: "{{ Label }}" }, "unknownSlot", { name: "Label" }],
    ["an unknown slot deep in a grammar", { template: "[a|\n[b|{{x}}]]" }, "unknownSlot", at(2, 4)],
    ["a slot that is not closed", { template: "a\n\n{{ city" }, "unclosedSlot", at(3, 1)],
    ["a slot without a name", { template: "{{ }}" }, "emptySlot", at(1, 1)],
    [
      "a slot of two words",
      { template: "x {{ two words }}" },
      "slotName",
      { ...at(1, 3), found: "{{ two words }}" },
    ],
    ["a filter", { template: "{{ city | upcase }}" }, "slotName", at(1, 1)],
    ["a tag", { template: "{% if x %}" }, "tag", at(1, 1)],
    ["a bracket that is not closed", { template: "a\n b [c|d" }, "unclosedBracket", at(2, 4)],
    ["a bracket that was not opened", { template: "a]\n" }, "strayBracket", at(1, 2)],
    ["brackets too deep", { template: "[".repeat(30) }, "tooDeep", at(1, 21)],
    [
      "a megabyte of template",
      { template: "x".repeat(1_000_000) },
      "templateTooLarge",
      { size: 1_000, limit: 100 },
    ],
    [
      "too many bytes in few characters",
      { template: "語".repeat(40_000) },
      "templateTooLarge",
      { size: 120, limit: 100 },
    ],
    [
      "demonstrations without their slot",
      { kind: "prompt", template: "x", demonstrations: 3 },
      "demonstrationsNotPlaced",
      { count: 3 },
    ],
    [
      "their slot without demonstrations",
      { kind: "prompt", template: "{{ demonstrations }}" },
      "demonstrationsNone",
      {},
    ],
    ["no synonyms", { template: "x", ...augmented({ synonymReplacement: true }) }, "synonymsMissing", {}],
    [
      "synonyms that are gone",
      { template: "x", ...augmented({ randomInsertion: true }, "gone") },
      "synonymsMissing",
      {},
    ],
  ])("%s", (_, settings, key, values) => {
    const problems = find(settings);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ severity: "error", key, values });
  });

  it("are all told, in the order of the text, each with its part of it", () => {
    const template = "{{ one }} [a|{{ two }}] {{ }} {{ three }}";
    const problems = find({ template });
    expect(problems.map(({ key, from, to }) => [key, template.slice(from, to)])).toEqual([
      ["unknownSlot", "{{ one }}"],
      ["unknownSlot", "{{ two }}"],
      ["emptySlot", "{{ }}"],
      ["unknownSlot", "{{ three }}"],
    ]);
  });

  it("say in which field they are", () => {
    const problems = find({ kind: "prompt", template: "{{ a }}", systemMessage: "x\n{{ b }}" });
    expect(problems).toMatchObject([
      { field: "template", values: at(1, 1) },
      { field: "systemMessage", values: at(2, 1) },
    ]);
    expect(find({ kind: "prompt", template: "x", systemMessage: "x".repeat(100_001) })).toMatchObject([
      { field: "systemMessage", key: "systemMessageTooLarge" },
    ]);
  });

  it("are found in a megabyte of brackets and braces in no time", () => {
    const started = performance.now();
    for (const piece of ["[", "{{", "{{ x }}", "]", "\\", "[a|"]) find({ template: piece.repeat(30_000) });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("warnings", () => {
  it("say that an instruction stands nowhere, or that a label has none", () => {
    const instructions = { "label-0": "Be brief.", "label-1": "  " };
    expect(find({ template: "x", instructions })).toMatchObject([
      { severity: "warning", key: "instructionNotPlaced", values: { count: 1 } },
    ]);
    expect(find({ template: "{{ instruction }}", instructions })).toMatchObject([
      {
        severity: "warning",
        key: "instructionEmpty",
        values: { count: 2, labels: "lost card, top up", more: 0 },
      },
    ]);
  });
});

describe("usedSlots", () => {
  it("are those of the template, and of the system message of a prompt", () => {
    const texts = { template: "[{{ a }}|{{ b }}{{ a }}]", systemMessage: "{{ c }}" };
    expect([...usedSlots({ kind: "grammar", ...texts })]).toEqual(["a", "b"]);
    expect([...usedSlots({ kind: "prompt", ...texts })]).toEqual(["a", "b", "c"]);
  });
});
