import { z } from "zod";
import {
  EXEMPLAR_LIMITS,
  EXEMPLAR_STATUSES,
  FINDING_FILTERS,
  FINDING_STATES,
  isStorable,
} from "./exemplars.ts";

/** How the suggested label relates to the intended one; `unknown`: none is suggested. */
export const JUDGED_FILTERS = ["differs", "agrees", "unknown"] as const;
export type JudgedFilter = (typeof JUDGED_FILTERS)[number];

/** What the judge of its run scored it; `none`: it has no score. */
export const JUDGE_SCORE_FILTERS = ["1", "2", "3", "4", "5", "none"] as const;
export type JudgeScoreFilter = (typeof JUDGE_SCORE_FILTERS)[number];

/** `words`: every word, in any order; `exact`: the very characters; `regex`: a regular expression. Case never counts. */
export const TEXT_MODES = ["words", "exact", "regex"] as const;
export type TextMode = (typeof TEXT_MODES)[number];

const values = <T extends z.ZodType>(value: T) => z.array(value).max(EXEMPLAR_LIMITS.filterValues);
const share = z.number().min(0).max(1).nullable();
const characters = z.number().int().min(0).max(EXEMPLAR_LIMITS.text).nullable();
const moment = z.iso.datetime().nullable();
const flag = z.literal(true).nullable();
const storable = z.string().refine(isStorable);

/** Values of one field widen the result, fields narrow it; an empty field asks for nothing. */
export const exemplarFilterSchema = z.object({
  statuses: values(z.enum(EXEMPLAR_STATUSES)),
  labelIds: values(z.uuid()),
  runs: values(z.number().int().min(1).max(2_147_483_647)),
  recipeVersionIds: values(z.uuid()),
  /** Slots of the prompt that were filled with a vocabulary's entry, or any other value; each slot is a field. */
  entries: values(z.object({ slot: storable.min(1).max(200), value: storable.max(10_000) })),
  findings: values(z.enum(FINDING_FILTERS)),
  findingState: z.enum(FINDING_STATES).nullable(),
  judged: values(z.enum(JUDGED_FILTERS)),
  judgeScores: values(z.enum(JUDGE_SCORE_FILTERS)),
  leakFrom: share,
  leakTo: share,
  similarityFrom: share,
  similarityTo: share,
  /** Length of the text in characters. */
  lengthFrom: characters,
  lengthTo: characters,
  madeFrom: moment,
  madeTo: moment,
  decidedFrom: moment,
  decidedTo: moment,
  /** Users who made the newest decision that stands. */
  reviewerIds: values(z.uuid()),
  edited: flag,
  flagged: flag,
  noted: flag,
  /** The near-duplicates that the exemplar of this id stands for. */
  cluster: z.uuid().nullable(),
  /** The look-alikes that the exemplar of this id stands for. */
  group: z.uuid().nullable(),
  /** What is left to look at of one second look. */
  secondLook: z.uuid().nullable(),
  /** The number of the exemplar that they are like. */
  like: z.number().int().min(1).max(2_147_483_647).nullable(),
  text: storable.max(EXEMPLAR_LIMITS.search),
  textMode: z.enum(TEXT_MODES),
});
export type ExemplarFilter = z.infer<typeof exemplarFilterSchema>;

export const NO_FILTER: ExemplarFilter = {
  statuses: [],
  labelIds: [],
  runs: [],
  recipeVersionIds: [],
  entries: [],
  findings: [],
  findingState: null,
  judged: [],
  judgeScores: [],
  leakFrom: null,
  leakTo: null,
  similarityFrom: null,
  similarityTo: null,
  lengthFrom: null,
  lengthTo: null,
  madeFrom: null,
  madeTo: null,
  decidedFrom: null,
  decidedTo: null,
  reviewerIds: [],
  edited: null,
  flagged: null,
  noted: null,
  cluster: null,
  group: null,
  secondLook: null,
  like: null,
  text: "",
  textMode: "words",
};

/** `attention`: the uncertain and informative first. `likeness` orders what is like one exemplar, and nothing else. */
export const SORT_KEYS = [
  "number",
  "attention",
  "leak",
  "similarity",
  "judge",
  "findings",
  "agreement",
  "label",
  "length",
  "group",
  "decided",
  "likeness",
] as const;
export type SortKey = (typeof SORT_KEYS)[number];

export interface ExemplarSort {
  key: SortKey;
  direction: "asc" | "desc";
}

export const DEFAULT_SORT: ExemplarSort = { key: "number", direction: "asc" };

/** What the review screen shows; all of it stands in the address. */
export interface ExemplarView {
  filter: ExemplarFilter;
  sort: ExemplarSort;
}

type Parameters = Iterable<[string, string]>;

/** How one field of the filter stands in an address. */
interface Field<T> {
  name: string;
  /** What the text may mean, to be checked against the field's schema; lists are checked value by value. */
  read(text: string): unknown;
  write(value: T): string;
}

const list = <T extends string | number>(name: string, parse: (text: string) => unknown): Field<T[]> => ({
  name,
  read: (text) => (text === "" ? [] : text.split(",").map(parse)),
  write: (found) => found.join(","),
});
const words = <T extends string>(name: string) => list<T>(name, String);
const single = <T extends string | number | true>(
  name: string,
  parse: (text: string) => unknown,
): Field<T | null> => ({
  name,
  read: (text) => (text === "" ? null : parse(text)),
  write: (value) => (value === true ? "yes" : (value?.toString() ?? "")),
});
const yes = (name: string) => single<true>(name, (text) => (text === "yes" ? true : null));

const FIELDS: { [K in keyof ExemplarFilter]: Field<ExemplarFilter[K]> } = {
  statuses: words("status"),
  labelIds: words("label"),
  runs: list("run", Number),
  recipeVersionIds: words("recipe"),
  entries: {
    name: "entry",
    read: (text) => (text === "" ? [] : text.split(",").map(readEntry)),
    write: (entries) =>
      entries.map(({ slot, value }) => `${encodeURIComponent(slot)}:${encodeURIComponent(value)}`).join(","),
  },
  findings: words("finding"),
  findingState: single("state", String),
  judged: words("judged"),
  judgeScores: words("judgeScore"),
  leakFrom: single("leakFrom", Number),
  leakTo: single("leakTo", Number),
  similarityFrom: single("from", Number),
  similarityTo: single("to", Number),
  lengthFrom: single("lengthFrom", Number),
  lengthTo: single("lengthTo", Number),
  madeFrom: single("madeFrom", String),
  madeTo: single("madeTo", String),
  decidedFrom: single("decidedFrom", String),
  decidedTo: single("decidedTo", String),
  reviewerIds: words("by"),
  edited: yes("edited"),
  flagged: yes("flagged"),
  noted: yes("noted"),
  cluster: single("cluster", String),
  group: single("group", String),
  secondLook: single("look", String),
  like: single("like", Number),
  text: { name: "q", read: String, write: String },
  textMode: {
    name: "mode",
    read: (text) => text || NO_FILTER.textMode,
    write: (mode) => (mode === NO_FILTER.textMode ? "" : mode),
  },
};

function readEntry(text: string): unknown {
  const [slot, value] = text.split(":");
  if (slot === undefined || value === undefined) return null;
  try {
    return { slot: decodeURIComponent(slot), value: decodeURIComponent(value) };
  } catch {
    // A percent sign that a person typed.
    return null;
  }
}

/** Reads an address as a person may have typed it: what does not fit asks for nothing. */
export function readView(parameters: Parameters): ExemplarView {
  const given = new Map(parameters);
  const filter: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(FIELDS)) {
    const schema = exemplarFilterSchema.shape[key as keyof ExemplarFilter];
    const found = field.read(given.get(field.name) ?? "");
    const asked = Array.isArray(found) ? keptOf(schema as z.ZodArray<z.ZodType>, found) : found;
    const read = schema.safeParse(asked);
    filter[key] = read.success ? read.data : NO_FILTER[key as keyof ExemplarFilter];
  }
  const [key, direction] = (given.get("sort") ?? "").split("-");
  const sort = {
    key: z.enum(SORT_KEYS).catch(DEFAULT_SORT.key).parse(key),
    direction: z.enum(["asc", "desc"]).catch(DEFAULT_SORT.direction).parse(direction),
  };
  return { filter: filter as ExemplarFilter, sort: fitsSort(filter as ExemplarFilter, sort) };
}

function keptOf(schema: z.ZodArray<z.ZodType>, found: unknown[]): unknown[] {
  return found
    .filter((value) => schema.element.safeParse(value).success)
    .slice(0, EXEMPLAR_LIMITS.filterValues);
}

/** Likeness is to something: without it rows stand in their usual order. */
function fitsSort({ like }: ExemplarFilter, sort: ExemplarSort): ExemplarSort {
  return sort.key === "likeness" && like === null ? DEFAULT_SORT : sort;
}

/** The number of the exemplar that an address points at. */
export function readPlace(parameters: Parameters): number | null {
  const at = Number(new Map(parameters).get("at"));
  return Number.isInteger(at) && at > 0 && at < 2_147_483_648 ? at : null;
}

/** The query string of a view, "" for the plain one; two equal views give the same string. */
export function writeView({ filter, sort }: ExemplarView, place: number | null = null): string {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string) => value !== "" && parameters.set(name, value);
  for (const key of Object.keys(FIELDS) as (keyof ExemplarFilter)[]) {
    if (key !== "textMode" || filter.text !== "") put(FIELDS[key].name, written(filter, key));
  }
  if (sort.key !== DEFAULT_SORT.key || sort.direction !== DEFAULT_SORT.direction) {
    put("sort", `${sort.key}-${sort.direction}`);
  }
  put("at", place?.toString() ?? "");
  return parameters.toString();
}

function written<K extends keyof ExemplarFilter>(filter: ExemplarFilter, key: K): string {
  return FIELDS[key].write(filter[key]);
}

export function isFiltered(filter: ExemplarFilter): boolean {
  return writeView({ filter, sort: DEFAULT_SORT }) !== "";
}
