import { parseTemplate, positionOf, type SlotNode, slotsOf } from "#lib/core/template.ts";
import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import { isReservedSlot } from "#lib/vocabularies/vocabularies.ts";
import { byteLength, type RecipeSettings, recipeLimits } from "../recipes.ts";

export type TemplateField = "template" | "systemMessage";

export interface Problem {
  /** An error keeps the recipe from being saved. */
  severity: "error" | "warning";
  /** The sentence, with its values. Where it has a place, `line` and `column` (from 1) are among them. */
  key: MessageKey;
  values: MessageValues;
  field: TemplateField | "instructions" | "demonstrations" | "augmentation";
  /** The part of the field's text it is about, in UTF-16 units: [from, to). */
  from?: number;
  to?: number;
}

export interface ProblemContext {
  settings: RecipeSettings;
  labels: readonly { id: string; name: string }[];
  vocabularies: readonly { id: string; name: string }[];
}

/** Everything that is wrong with a recipe, or looks so, as far as it can be told without its entries and examples. */
export function findProblems({ settings, labels, vocabularies }: ProblemContext): Problem[] {
  const names = new Set(vocabularies.map(({ name }) => name));
  const template = readField("template", settings.template, settings.kind === "grammar", names);
  const system =
    settings.kind === "prompt" ? readField("systemMessage", settings.systemMessage, false, names) : nothing;
  const used = new Set([...template.slots, ...system.slots].map((slot) => slot.name));
  return [
    ...template.problems,
    ...system.problems,
    ...demonstrationProblems(settings, used),
    ...instructionProblems(settings, labels, used),
    ...augmentationProblems(settings, vocabularies),
  ];
}

/** The slots of a recipe's template and system message. */
export function usedSlots(
  settings: Pick<RecipeSettings, "kind" | "template" | "systemMessage">,
): Set<string> {
  const template = parseTemplate(settings.template, { grammar: settings.kind === "grammar" });
  const system =
    settings.kind === "prompt" ? parseTemplate(settings.systemMessage, { grammar: false }).nodes : [];
  return new Set([...slotsOf(template.nodes), ...slotsOf(system)].map((slot) => slot.name));
}

const nothing: { problems: Problem[]; slots: SlotNode[] } = { problems: [], slots: [] };

function readField(field: TemplateField, source: string, grammar: boolean, names: ReadonlySet<string>) {
  const size = source.length > recipeLimits.template ? source.length : byteLength(source);
  if (size > recipeLimits.template) {
    const values = { size: Math.ceil(byteLength(source) / 1_000), limit: recipeLimits.template / 1_000 };
    return {
      problems: [{ severity: "error", key: `recipes.problems.${field}TooLarge`, values, field } as const],
      slots: [],
    };
  }
  if (field === "template" && source.trim() === "") {
    return {
      problems: [{ severity: "error", key: "recipes.problems.templateEmpty", values: {}, field } as const],
      slots: [],
    };
  }
  const { nodes, mistakes } = parseTemplate(source, { grammar });
  const slots = slotsOf(nodes);
  const problems: Problem[] = mistakes.map(({ code, from, to, found }) => ({
    severity: "error",
    key: `recipes.problems.${code}`,
    values: { ...positionOf(source, from), found },
    field,
    from,
    to,
  }));
  for (const { name, from, to } of slots) {
    if (isReservedSlot(name) || names.has(name)) continue;
    const values = { ...positionOf(source, from), name };
    problems.push({ severity: "error", key: "recipes.problems.unknownSlot", values, field, from, to });
  }
  return { problems: problems.sort((a, b) => (a.from ?? 0) - (b.from ?? 0)), slots };
}

function demonstrationProblems({ demonstrations }: RecipeSettings, used: ReadonlySet<string>): Problem[] {
  const placed = used.has("demonstrations");
  if (placed === demonstrations > 0) return [];
  const key = placed ? "recipes.problems.demonstrationsNone" : "recipes.problems.demonstrationsNotPlaced";
  return [{ severity: "error", key, values: { count: demonstrations }, field: "demonstrations" }];
}

function instructionProblems(
  { instructions }: RecipeSettings,
  labels: ProblemContext["labels"],
  used: ReadonlySet<string>,
): Problem[] {
  const isEmpty = ({ id }: { id: string }) => (instructions[id] ?? "").trim() === "";
  if (!used.has("instruction")) {
    const written = labels.filter((label) => !isEmpty(label));
    if (written.length === 0) return [];
    const values = { count: written.length };
    return [
      { severity: "warning", key: "recipes.problems.instructionNotPlaced", values, field: "instructions" },
    ];
  }
  const empty = labels.filter(isEmpty);
  if (empty.length === 0) return [];
  const names = empty.slice(0, 5).map((label) => label.name);
  const values = { count: empty.length, labels: names.join(", "), more: empty.length - names.length };
  return [{ severity: "warning", key: "recipes.problems.instructionEmpty", values, field: "instructions" }];
}

function augmentationProblems(
  { kind, augmentation }: RecipeSettings,
  vocabularies: ProblemContext["vocabularies"],
): Problem[] {
  const { operations, synonymVocabularyId } = augmentation;
  if (kind !== "grammar" || !(operations.synonymReplacement || operations.randomInsertion)) return [];
  if (vocabularies.some(({ id }) => id === synonymVocabularyId)) return [];
  return [{ severity: "error", key: "recipes.problems.synonymsMissing", values: {}, field: "augmentation" }];
}
