import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { canonicalLanguage, createProjectInput, projectLimits } from "../projects.ts";
import {
  createLabelsInput,
  editLabelInput,
  LABEL_COLOURS,
  label,
  labelLimits,
  labelsFromLines,
  proposeColour,
  proposeHotkey,
  REVIEW_KEYS,
  refusalOfHotkey,
} from "./labels.ts";

const messages = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ message }) => message.replace("projects.errors.", "")) ?? [];

describe("a label", () => {
  it.each<[string, object, string[]]>([
    ["with a name", { name: "refund" }, []],
    ["in any script", { name: "退款 ﺩ é", hotkey: "я", colour: "#ABCDEF" }, []],
    ["as long as may be", { name: "x".repeat(labelLimits.name) }, []],
    ["without a name", { name: " \n " }, ["labelNameMissing"]],
    ["with too long a name", { name: "x".repeat(labelLimits.name + 1) }, ["labelNameTooLong"]],
    ["with a line break in its name", { name: "a\nb" }, ["labelNameCharacters"]],
    ["with a NUL in its name", { name: "a\0b" }, ["labelNameCharacters"]],
    ["with a NUL in its description", { name: "a", description: "\0" }, ["labelNameCharacters"]],
    [
      "with too long a description",
      { name: "a", description: "x".repeat(1_001) },
      ["labelDescriptionTooLong"],
    ],
    ["with a colour by name", { name: "a", colour: "red" }, ["labelColour"]],
    ["with a colour that is CSS", { name: "a", colour: "#fff;x:url(y)" }, ["labelColour"]],
    ["with a reserved hotkey", { name: "a", hotkey: "A" }, ["hotkeyReserved"]],
    ["with two characters as hotkey", { name: "a", hotkey: "12" }, ["hotkeyOneCharacter"]],
    ["with a control character as hotkey", { name: "a", hotkey: "\n" }, ["hotkeyOneCharacter"]],
  ])("%s", (_, input, expected) => expect(messages(label, input)).toEqual(expected));

  it("is trimmed, in one form of Unicode, with its key and colour in lower case", () => {
    const given = { name: ` ${"é".normalize("NFD")} `, description: " d ", colour: "#ABCDEF", hotkey: "Q" };
    expect(label.parse(given)).toEqual({ name: "é", description: "d", colour: "#abcdef", hotkey: "q" });
  });

  it("has no hotkey where the field is emptied, and keeps its own where it is not given", () => {
    const ids = { projectId: crypto.randomUUID(), labelId: crypto.randomUUID() };
    expect(editLabelInput.parse({ ...ids, hotkey: "" }).hotkey).toBeNull();
    expect(editLabelInput.parse({ ...ids, hotkey: null }).hotkey).toBeNull();
    expect(editLabelInput.parse(ids)).toEqual(ids);
  });

  it("is one of so many", () => {
    const labels = Array.from({ length: labelLimits.labels + 1 }, (_, index) => ({ name: `${index}` }));
    const input = { projectId: crypto.randomUUID(), labels };
    expect(messages(createLabelsInput, input)).toEqual(["tooManyLabels"]);
    expect(messages(createLabelsInput, { ...input, labels: labels.slice(1) })).toEqual([]);
  });
});

describe("what is proposed", () => {
  it("is a key that review does not use, digits first, each once", () => {
    const taken: string[] = [];
    for (let key = proposeHotkey(taken); key !== null; key = proposeHotkey(taken)) {
      expect(refusalOfHotkey(key)).toBeNull();
      taken.push(key);
    }
    expect(taken.slice(0, 10).join("")).toBe("1234567890");
    expect(new Set(taken).size).toBe(taken.length);
    expect(proposeHotkey(["1", null, "3"])).toBe("2");
  });

  it.each([...REVIEW_KEYS])("is not the reserved key %j", (key) => {
    expect(refusalOfHotkey(key)).toBe("projects.errors.hotkeyReserved");
  });

  it("is a colour for every place", () => {
    const { length } = LABEL_COLOURS;
    expect(new Set(LABEL_COLOURS).size).toBe(length);
    expect([0, length, length + 1].map(proposeColour)).toEqual([
      LABEL_COLOURS[0],
      LABEL_COLOURS[0],
      LABEL_COLOURS[1],
    ]);
  });
});

describe("labelsFromLines", () => {
  it.each<[string, string, string[]]>([
    ["one a line, whatever ends it", "a\nb\r\nc\rd\n\n", ["a", "b", "c", "d"]],
    ["list marks", "- a\n* b\n• c\n-d", ["a", "b", "c", "-d"]],
    ["quotes and commas of a list in code", '"a",\n"b",\n"c"\n"d', ["a", "b", "c", '"d']],
    ["white space", "  a  \n \t \n", ["a"]],
    ["labels that differ by case", "a\nA", ["a", "A"]],
  ])("reads %s", (_, text, names) => {
    expect(labelsFromLines(text, []).labels.map(({ name }) => name)).toEqual(names);
  });

  it("takes a description after a tab", () => {
    expect(labelsFromLines("a\t what it is\tand more \nb\t", [])).toEqual({
      labels: [
        { name: "a", description: "what it is and more" },
        { name: "b", description: "" },
      ],
      repeated: 0,
    });
  });

  it("leaves out what is there already or stands twice, in whatever form of Unicode", () => {
    const text = ["é".normalize("NFD"), "a", "b", "b"].join("\n");
    expect(labelsFromLines(text, ["é", "a"])).toEqual({
      labels: [{ name: "b", description: "" }],
      repeated: 3,
    });
  });
});

describe("a project", () => {
  const project = { name: "Intents", description: "", language: "en", taskKind: "classification" };
  it.each<[string, object, string[]]>([
    ["as it should be", {}, []],
    ["without a name", { name: "" }, ["nameMissing"]],
    ["with too long a name", { name: "x".repeat(projectLimits.name + 1) }, ["nameTooLong"]],
    ["with a line break in its name", { name: "a\u0085b" }, ["nameCharacters"]],
    ["with too long a description", { description: "x".repeat(2_001) }, ["descriptionTooLong"]],
    ["with a NUL in its description", { description: "\0" }, ["nameCharacters"]],
    ["in no language", { language: "english language" }, ["language"]],
    ["of another kind", { taskKind: "pair" }, ["taskKind"]],
  ])("%s", (_, changes, expected) => {
    expect(messages(createProjectInput, { ...project, ...changes })).toEqual(expected);
  });

  it.each([
    ["pt-br", "pt-BR"],
    ["ZH-hant", "zh-Hant"],
    ["", null],
    ["x".repeat(36), null],
    ["en_GB", null],
  ])("knows the language tag %j as %j", (tag, canonical) => expect(canonicalLanguage(tag)).toBe(canonical));
});
