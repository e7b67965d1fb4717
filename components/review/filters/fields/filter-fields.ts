import {
  DEFAULT_SORT,
  type ExemplarFilter,
  type ExemplarView,
  JUDGE_SCORE_FILTERS,
  JUDGED_FILTERS,
  NO_FILTER,
} from "#lib/exemplars/exemplar-views.ts";
import { EXEMPLAR_STATUSES, FINDING_FILTERS, FINDING_STATES } from "#lib/exemplars/exemplars.ts";

type Key = keyof ExemplarFilter;

/**
 * How a field is filled in. `set`: elsewhere, from a row or a panel; it stands among the active filters and can only be
 * taken away. `text`: in the search field.
 */
type Editor = "values" | "share" | "length" | "days" | "flag" | "number" | "set" | "text";

interface Field {
  editor: Editor;
  /** What of the filter it is about. */
  keys: readonly Key[];
}

/** In the order in which they are offered and shown. */
export const FILTER_FIELDS = {
  text: { editor: "text", keys: ["text", "textMode"] },
  status: { editor: "values", keys: ["statuses"] },
  label: { editor: "values", keys: ["labelIds"] },
  judged: { editor: "values", keys: ["judged"] },
  judgeScore: { editor: "values", keys: ["judgeScores"] },
  finding: { editor: "values", keys: ["findings"] },
  findingState: { editor: "values", keys: ["findingState"] },
  leak: { editor: "share", keys: ["leakFrom", "leakTo"] },
  similarity: { editor: "share", keys: ["similarityFrom", "similarityTo"] },
  run: { editor: "values", keys: ["runs"] },
  recipeVersion: { editor: "values", keys: ["recipeVersionIds"] },
  entry: { editor: "values", keys: ["entries"] },
  reviewer: { editor: "values", keys: ["reviewerIds"] },
  length: { editor: "length", keys: ["lengthFrom", "lengthTo"] },
  made: { editor: "days", keys: ["madeFrom", "madeTo"] },
  decided: { editor: "days", keys: ["decidedFrom", "decidedTo"] },
  edited: { editor: "flag", keys: ["edited"] },
  flagged: { editor: "flag", keys: ["flagged"] },
  noted: { editor: "flag", keys: ["noted"] },
  like: { editor: "number", keys: ["like"] },
  cluster: { editor: "set", keys: ["cluster"] },
  group: { editor: "set", keys: ["group"] },
  secondLook: { editor: "set", keys: ["secondLook"] },
} as const satisfies Record<string, Field>;

export type FieldId = keyof typeof FILTER_FIELDS;
export const FIELD_IDS = Object.keys(FILTER_FIELDS) as FieldId[];

type Edited<E extends Editor> = {
  [F in FieldId]: (typeof FILTER_FIELDS)[F]["editor"] extends E ? F : never;
}[FieldId];
export type ValueField = Edited<"values">;
export type FlagField = Edited<"flag">;

export function isValueField(field: FieldId): field is ValueField {
  return FILTER_FIELDS[field].editor === "values";
}

export function isFlagField(field: FieldId): field is FlagField {
  return FILTER_FIELDS[field].editor === "flag";
}

/** Fields that the menu of filters offers. */
export const OFFERED_FIELDS = FIELD_IDS.filter(
  (field) => !["set", "text"].includes(FILTER_FIELDS[field].editor),
);

export function isActive(filter: ExemplarFilter, field: FieldId): boolean {
  if (field === "text") return filter.text !== "";
  return FILTER_FIELDS[field].keys.some((key) => {
    const value = filter[key];
    return Array.isArray(value) ? value.length > 0 : value !== null;
  });
}

/** What of the filter asks for nothing once the field is taken away. */
export function cleared(field: FieldId): Partial<ExemplarFilter> {
  return Object.fromEntries(FILTER_FIELDS[field].keys.map((key) => [key, NO_FILTER[key]]));
}

/** The view with another filter. Likeness comes and goes with what the rows are like. */
export function withFilter(view: ExemplarView, changed: Partial<ExemplarFilter>): ExemplarView {
  const filter = { ...view.filter, ...changed };
  const likens = filter.like !== null && view.filter.like === null;
  if (likens) return { filter, sort: { key: "likeness", direction: "asc" } };
  const isLost = filter.like === null && view.sort.key === "likeness";
  return { filter, sort: isLost ? DEFAULT_SORT : view.sort };
}

/** Values as lists show them: each by a text of its own. */
const VALUES: Record<
  ValueField,
  { chosen(filter: ExemplarFilter): string[]; choose(keys: readonly string[]): Partial<ExemplarFilter> }
> = {
  status: {
    chosen: ({ statuses }) => statuses,
    choose: (keys) => ({ statuses: EXEMPLAR_STATUSES.filter((status) => keys.includes(status)) }),
  },
  label: { chosen: ({ labelIds }) => labelIds, choose: (keys) => ({ labelIds: [...keys] }) },
  judged: {
    chosen: ({ judged }) => judged,
    choose: (keys) => ({ judged: JUDGED_FILTERS.filter((value) => keys.includes(value)) }),
  },
  judgeScore: {
    chosen: ({ judgeScores }) => judgeScores,
    choose: (keys) => ({ judgeScores: JUDGE_SCORE_FILTERS.filter((value) => keys.includes(value)) }),
  },
  finding: {
    chosen: ({ findings }) => findings,
    choose: (keys) => ({ findings: FINDING_FILTERS.filter((finding) => keys.includes(finding)) }),
  },
  findingState: {
    chosen: ({ findingState }) => (findingState ? [findingState] : []),
    // One at a time: both together ask for what neither does.
    choose: (keys) => ({ findingState: FINDING_STATES.find((state) => state === keys.at(-1)) ?? null }),
  },
  run: {
    chosen: ({ runs }) => runs.map(String),
    choose: (keys) => ({ runs: keys.map(Number) }),
  },
  recipeVersion: {
    chosen: ({ recipeVersionIds }) => recipeVersionIds,
    choose: (keys) => ({ recipeVersionIds: [...keys] }),
  },
  entry: {
    chosen: ({ entries }) => entries.map(entryKey),
    choose: (keys) => ({ entries: keys.map(entryOf) }),
  },
  reviewer: {
    chosen: ({ reviewerIds }) => reviewerIds,
    choose: (keys) => ({ reviewerIds: [...keys] }),
  },
};

type Entry = ExemplarFilter["entries"][number];

export function entryKey({ slot, value }: Entry): string {
  return JSON.stringify([slot, value]);
}

export function entryOf(key: string): Entry {
  const [slot, value] = JSON.parse(key) as [string, string];
  return { slot, value };
}

export function chosenValues(filter: ExemplarFilter, field: ValueField): string[] {
  return VALUES[field].chosen(filter);
}

/** What of the filter changes when a value is ticked, or unticked where it was chosen. */
export function toggled(filter: ExemplarFilter, field: ValueField, key: string): Partial<ExemplarFilter> {
  const chosen = chosenValues(filter, field);
  const others = chosen.filter((other) => other !== key);
  return VALUES[field].choose(others.length < chosen.length ? others : [...chosen, key]);
}
