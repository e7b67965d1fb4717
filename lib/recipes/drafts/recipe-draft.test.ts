import { describe, expect, it } from "vitest";
import { draftOf, emptyDraft, isChanged, type NumberField, readDraft, readSeed } from "./recipe-draft.ts";

const labelId = "0198a5c0-7c1e-7000-8000-000000000001";
const prompt = { ...emptyDraft, kind: "prompt" as const, template: "Write {{ label }}" };

describe("readDraft", () => {
  it("gives back the settings that a draft was made of", () => {
    const { settings } = readDraft({
      ...prompt,
      temperature: "0.9",
      demonstrations: "3",
      instructions: { [labelId]: "Be brief." },
    });
    expect(readDraft(draftOf(settings))).toEqual({ settings, mistakes: {} });
  });

  it.each([
    ["temperature", "0,5", 0.5],
    ["temperature", " 2 ", 2],
    ["temperature", ".25", 0.25],
    ["topP", "1", 1],
    ["maxTokens", "32768", 32_768],
    ["demonstrations", "0", 0],
  ] as const)("reads %s %j as %d", (field, typed, value) => {
    const { settings, mistakes } = readDraft({ ...prompt, [field]: typed });
    expect(settings[field]).toBe(value);
    expect(mistakes).toEqual({});
  });

  it.each([
    ["demonstrations", "", "recipes.errors.demonstrations"],
    ["demonstrations", "2.5", "recipes.errors.demonstrations"],
    ["demonstrations", "51", "recipes.errors.demonstrations"],
    ["temperature", "", "recipes.errors.temperature"],
    ["temperature", "-1", "recipes.errors.temperature"],
    ["temperature", "warm", "recipes.errors.temperature"],
    ["temperature", "0x1", "recipes.errors.temperature"],
    ["topP", "0", "recipes.errors.topP"],
    ["topP", "1.01", "recipes.errors.topP"],
    ["maxTokens", "", "recipes.errors.maxTokens"],
    ["maxTokens", "0", "recipes.errors.maxTokens"],
  ] as const)("says what is wrong with %s %j, and takes no 0 for it", (field, typed, key) => {
    const { settings, mistakes } = readDraft({ ...prompt, [field]: typed });
    expect(mistakes).toEqual({ [field]: key });
    expect(settings[field]).toBe(readDraft(prompt).settings[field]);
  });

  it("tells all mistakes at once", () => {
    const { mistakes } = readDraft({ ...prompt, temperature: "", topP: "", maxTokens: "" });
    expect(Object.keys(mistakes).sort()).toEqual(["maxTokens", "temperature", "topP"]);
  });

  it.each([
    ["grammar", "temperature", []],
    ["grammar", "strength", ["strength"]],
    ["grammar", "demonstrations", ["demonstrations"]],
    ["prompt", "temperature", ["temperature"]],
    ["prompt", "strength", []],
  ] as const)("of a %s, an empty %s is wrong only where it is shown", (kind, field: NumberField, wrong) => {
    expect(Object.keys(readDraft({ ...prompt, kind, [field]: "" }).mistakes)).toEqual(wrong);
  });

  it("says that an instruction is too long", () => {
    const { mistakes } = readDraft({ ...prompt, instructions: { [labelId]: "x".repeat(10_001) } });
    expect(mistakes).toEqual({ instructions: "recipes.errors.instructionTooLong" });
  });
});

describe("isChanged", () => {
  const { settings } = readDraft(prompt);
  it.each([
    ["the same", settings, false],
    ["an empty instruction", { ...settings, instructions: { [labelId]: " " } }, false],
    ["an instruction", { ...settings, instructions: { [labelId]: "Be brief." } }, true],
    ["a space in the template", { ...settings, template: `${settings.template} ` }, true],
    ["another kind", { ...settings, kind: "grammar" as const }, true],
    ["a number", { ...settings, topP: 0.9 }, true],
  ])("%s", (_, other, changed) => {
    expect(isChanged(other, settings)).toBe(changed);
  });

  it("takes an instruction for the same where only spaces around it differ", () => {
    const said = (instruction: string) => ({ ...settings, instructions: { [labelId]: instruction } });
    expect(isChanged(said("Be brief. "), said("Be brief."))).toBe(false);
  });
});

describe("readSeed", () => {
  it.each([
    ["0", 0],
    [" 12 ", 12],
    ["2147483647", 2_147_483_647],
    ["2147483648", null],
    ["", null],
    ["-1", null],
    ["1.5", null],
    ["1e3", null],
  ])("%j is %j", (typed, seed) => {
    expect(readSeed(typed)).toBe(seed);
  });
});
