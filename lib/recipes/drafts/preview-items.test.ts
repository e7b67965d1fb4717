import { describe, expect, it } from "vitest";
import { planItems } from "../plan-items.ts";
import type { PlanningMaterial } from "../planning/planning.ts";
import { RecipeProblem } from "../recipe-problem.ts";
import { noAugmentation, type RecipeSettings } from "../recipes.ts";
import { previewItems } from "./preview-items.ts";
import { emptyDraft, readDraft } from "./recipe-draft.ts";

const vocabulary = (id: string, texts: string[]) => ({
  ...{ id, name: id, description: "" },
  entries: texts.map((text) => ({ id: `${id} ${text}`, text, weight: 1, labelIds: [] })),
});
const material: PlanningMaterial = {
  labels: ["a", "b", "c"].map((id) => ({ id, name: `label ${id}`, description: "", colour: "#888888" })),
  vocabularies: [
    vocabulary("city", ["Oslo", "Lisbon", "Berlin", "Porto", "Turin", "Graz", "Ghent"]),
    vocabulary("words", ["quick, fast, speedy", "alone"]),
  ],
  support: [],
};
const grammar = (template: string, more: Partial<RecipeSettings> = {}) => ({
  ...readDraft({ ...emptyDraft, template }).settings,
  ...more,
});

describe("previewItems", () => {
  const settings = grammar("[From|To] {{ city }}");

  it("is the beginning of a run with the same seed", () => {
    const targets = material.labels.map(({ id }) => ({ labelId: id, count: 7 }));
    const planned = [...planItems({ ...material, version: settings, targets, seed: 5 })];
    const shown = previewItems({ settings, material, seed: 5, from: 0, count: 5 });
    expect(shown.map(({ augmented, ...item }) => item)).toEqual(planned.slice(0, 5));
  });

  it("goes on where the last five ended", () => {
    const ten = previewItems({ settings, material, seed: 5, from: 0, count: 10 });
    expect(previewItems({ settings, material, seed: 5, from: 5, count: 5 })).toEqual(ten.slice(5));
    expect(ten.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("shows what augmentation makes, where it makes something else", () => {
    const operations = { ...noAugmentation.operations, synonymReplacement: true };
    const augmentation = { operations, strength: 0.5, synonymVocabularyId: "words" };
    const ask = (template: string) =>
      previewItems({ settings: grammar(template, { augmentation }), material, seed: 1, from: 0, count: 3 });
    for (const { augmented } of ask("quick")) expect(["fast", "speedy"]).toContain(augmented);
    for (const { augmented } of ask("slow")) expect(augmented).toBeNull();
  });

  it("is refused with the reason where a slot has nothing to draw from", () => {
    const asked = { settings: grammar("{{ example }}"), material, seed: 1, from: 0, count: 5 };
    expect(() => previewItems(asked)).toThrow(RecipeProblem);
  });

  it("has nothing to show without labels", () => {
    const asked = { settings, material: { ...material, labels: [] }, seed: 1, from: 0, count: 5 };
    expect(previewItems(asked)).toEqual([]);
  });
});
