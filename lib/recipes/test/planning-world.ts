import type { Vocabulary } from "#lib/vocabularies/vocabularies.ts";
import { planItems } from "../plan-items.ts";
import type { PlanRequest } from "../planning/planning.ts";
import { noAugmentation, type PlannedItem, type RecipeSettings } from "../recipes.ts";

export const labels = ["refund", "lost card", "top up"].map((name, index) => ({
  id: `label-${index}`,
  name,
  description: `About ${name}`,
  colour: "#666666",
}));
export const ids = labels.map((label) => label.id);
export const support = labels.flatMap(({ id, name }) =>
  Array.from({ length: 8 }, (_, index) => ({
    id: `${id}-${index}`,
    text: `${name} example ${index}`,
    labelId: id,
  })),
);

export function vocabulary(
  name: string,
  entries: (string | [text: string, weight: number, ...labelIds: string[]])[],
): Vocabulary {
  return {
    id: `vocabulary ${name}`,
    name,
    description: "",
    entries: entries.map((entry, index) => {
      const [text, weight, ...labelIds] = typeof entry === "string" ? [entry, 1] : entry;
      return {
        id: `${name}-${index}`,
        text: String(text),
        weight: Number(weight),
        labelIds: labelIds as string[],
      };
    }),
  };
}

export function numbered(name: string, count: number) {
  return vocabulary(
    name,
    Array.from({ length: count }, (_, index) => `${name} ${index}`),
  );
}

export function request(
  version: Partial<RecipeSettings>,
  other: Partial<PlanRequest> & { count?: number } = {},
): PlanRequest {
  const { count = 10, ...rest } = other;
  return {
    version: {
      kind: "grammar",
      template: "",
      systemMessage: "",
      instructions: {},
      demonstrations: 0,
      temperature: 1,
      topP: 1,
      maxTokens: 256,
      augmentation: noAugmentation,
      ...version,
    },
    labels,
    support,
    vocabularies: [],
    seed: 1,
    targets: ids.map((labelId) => ({ labelId, count })),
    ...rest,
  };
}

export const plan = (...given: Parameters<typeof request>) => [...planItems(request(...given))];
export const textOf = (item: PlannedItem | undefined) => item?.messages.at(-1)?.content ?? "";
export const times = (values: (string | undefined)[]) =>
  Object.fromEntries(
    [...Map.groupBy(values, (value) => value ?? "")].map(([value, all]) => [value, all.length]),
  );
