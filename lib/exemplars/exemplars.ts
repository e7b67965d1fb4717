import { z } from "zod";

export const EXEMPLAR_STATUSES = ["pending", "accepted", "rejected"] as const;
export type ExemplarStatus = (typeof EXEMPLAR_STATUSES)[number];

/** The worst first: the order in which warnings are told. */
export const FINDING_KINDS = [
  "exactLeak",
  "nearLeak",
  "semanticLeak",
  "unjudged",
  "labelConflict",
  "duplicate",
  "supportCopy",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** The kinds of finding against the test set. */
export const LEAK_KINDS = [
  "exactLeak",
  "nearLeak",
  "semanticLeak",
  "unjudged",
] as const satisfies FindingKind[];

export const FINDING_STATES = ["open", "overridden"] as const;
export type FindingState = (typeof FINDING_STATES)[number];

/** `none`: screened and nothing found. `unscreened`: not known yet, which is not the same. */
export const FINDING_FILTERS = [...FINDING_KINDS, "none", "unscreened"] as const;
export type FindingFilter = (typeof FINDING_FILTERS)[number];

export const EXEMPLAR_LIMITS = { text: 10_000, search: 200, pageRows: 100, filterValues: 500 } as const;

/** The characters of a text that the grid gets; the detail panel gets all of them. */
export const CLAMPED_TEXT = 300;

export interface FindingSummary {
  kind: FindingKind;
  state: FindingState;
}

/** One row of the review grid. */
export interface ExemplarRow {
  id: string;
  number: number;
  /** The first CLAMPED_TEXT characters. */
  text: string;
  textLength: number;
  edited: boolean;
  label: { id: string; name: string; colour: string };
  intendedLabelId: string;
  status: ExemplarStatus;
  /** Calibrated probability that it is a rewriting of a row of the sealed test set; null where `similarity` is. */
  leakProbability: number | null;
  /** Highest cosine against the sealed test set, 0–1; null where not screened or without a test set. */
  similarity: number | null;
  screened: boolean;
  /** The worst first. */
  findings: FindingSummary[];
  run: { id: string; number: number };
  recipe: { name: string; version: number };
  revision: number;
}

/** A finding against the test set. What the judge has not judged counts: unknown blocks. */
export function isLeak(kind: FindingKind): boolean {
  return LEAK_KINDS.some((leak) => leak === kind);
}

export function isOpenLeak({ kind, state }: FindingSummary): boolean {
  return state === "open" && isLeak(kind);
}

/** Accepted, but kept out of every export until the leak is overridden or the text changed. */
export function isHeldBack(row: Pick<ExemplarRow, "status" | "findings">): boolean {
  return row.status === "accepted" && row.findings.some(isOpenLeak);
}

/** PostgreSQL stores neither the null character nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

/** What stands in an address may be no id at all, and the database would answer that with an error. */
export function isId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

const values = <T extends z.ZodType>(value: T) => z.array(value).max(EXEMPLAR_LIMITS.filterValues);
const share = z.number().min(0).max(1);

/** Values of one field widen the result, fields narrow it; an empty field asks for nothing. */
export const exemplarFilterSchema = z.object({
  statuses: values(z.enum(EXEMPLAR_STATUSES)),
  labelIds: values(z.uuid()),
  runs: values(z.number().int().min(1).max(2_147_483_647)),
  findings: values(z.enum(FINDING_FILTERS)),
  findingState: z.enum(FINDING_STATES).nullable(),
  leakFrom: share.nullable(),
  leakTo: share.nullable(),
  similarityFrom: share.nullable(),
  similarityTo: share.nullable(),
  /** The near-duplicates that the exemplar of this id stands for. */
  cluster: z.uuid().nullable(),
  text: z.string().max(EXEMPLAR_LIMITS.search).refine(isStorable),
});
export type ExemplarFilter = z.infer<typeof exemplarFilterSchema>;

export const NO_FILTER: ExemplarFilter = {
  statuses: [],
  labelIds: [],
  runs: [],
  findings: [],
  findingState: null,
  leakFrom: null,
  leakTo: null,
  similarityFrom: null,
  similarityTo: null,
  cluster: null,
  text: "",
};

export const SORT_KEYS = ["number", "leak", "similarity", "findings", "label", "decided"] as const;
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

const listed = (value: string | undefined) => (value ? value.split(",") : []);

/** Reads an address as a person may have typed it: what does not fit asks for nothing. */
export function readView(parameters: Parameters): ExemplarView {
  const given = Object.fromEntries(parameters);
  const { statuses, labelIds, runs, findings, findingState, similarityFrom, cluster, text } =
    exemplarFilterSchema.shape;
  const kept = <T>(schema: z.ZodArray<z.ZodType<T>>, found: unknown[]) =>
    found
      .filter((value): value is T => schema.element.safeParse(value).success)
      .slice(0, EXEMPLAR_LIMITS.filterValues);
  const score = (value: string | undefined) => similarityFrom.catch(null).parse(value ? Number(value) : null);
  const [key, direction] = (given.sort ?? "").split("-");
  return {
    filter: {
      statuses: kept(statuses, listed(given.status)),
      labelIds: kept(labelIds, listed(given.label)),
      runs: kept(runs, listed(given.run).map(Number)),
      findings: kept(findings, listed(given.finding)),
      findingState: findingState.catch(null).parse(given.state ?? null),
      leakFrom: score(given.leakFrom),
      leakTo: score(given.leakTo),
      similarityFrom: score(given.from),
      similarityTo: score(given.to),
      cluster: cluster.catch(null).parse(given.cluster ?? null),
      text: text.catch("").parse(given.q ?? ""),
    },
    sort: {
      key: z.enum(SORT_KEYS).catch(DEFAULT_SORT.key).parse(key),
      direction: z.enum(["asc", "desc"]).catch(DEFAULT_SORT.direction).parse(direction),
    },
  };
}

/** The number of the exemplar that an address points at. */
export function readPlace(parameters: Parameters): number | null {
  const at = Number(Object.fromEntries(parameters).at);
  return Number.isInteger(at) && at > 0 && at < 2_147_483_648 ? at : null;
}

/** The query string of a view, "" for the plain one; two equal views give the same string. */
export function writeView({ filter, sort }: ExemplarView, place: number | null = null): string {
  const parameters = new URLSearchParams();
  const put = (name: string, value: string) => value !== "" && parameters.set(name, value);
  put("status", filter.statuses.join(","));
  put("label", filter.labelIds.join(","));
  put("run", filter.runs.join(","));
  put("finding", filter.findings.join(","));
  put("state", filter.findingState ?? "");
  put("leakFrom", filter.leakFrom?.toString() ?? "");
  put("leakTo", filter.leakTo?.toString() ?? "");
  put("from", filter.similarityFrom?.toString() ?? "");
  put("to", filter.similarityTo?.toString() ?? "");
  put("cluster", filter.cluster ?? "");
  put("q", filter.text);
  if (sort.key !== DEFAULT_SORT.key || sort.direction !== DEFAULT_SORT.direction) {
    put("sort", `${sort.key}-${sort.direction}`);
  }
  put("at", place?.toString() ?? "");
  return parameters.toString();
}

export function isFiltered(filter: ExemplarFilter): boolean {
  return writeView({ filter, sort: DEFAULT_SORT }) !== "";
}

/** A place between two rows of a sorted result: the sort's value at one row, and its number to tell equals apart. */
export interface Cursor {
  value: string | null;
  number: number;
}

export function writeCursor({ value, number }: Cursor): string {
  return `${number}~${value ?? ""}`;
}

const scoreText = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,20})?(e-?\d{1,3})?$/)
  .nullable();

const CURSOR_VALUES: Record<SortKey, z.ZodType> = {
  number: z.null(),
  leak: scoreText,
  similarity: scoreText,
  findings: z.string().regex(/^\d{1,9}$/),
  label: z.uuid(),
  decided: z.iso.datetime().nullable(),
};

/** @returns null where the text is no cursor of that sort */
export function readCursor(text: string, key: SortKey): Cursor | null {
  const [, number, value] = /^(\d{1,9})~(.{0,64})$/.exec(text) ?? [];
  if (number === undefined || value === undefined) return null;
  const cursor = { value: value === "" ? null : value, number: Number(number) };
  return CURSOR_VALUES[key].safeParse(cursor.value).success ? cursor : null;
}

/** Which rows of the result are asked for. `around` and `index` are for a first look, the others go on from it. */
export type PageRequest =
  | { from: "start" }
  | { from: "around"; number: number }
  | { from: "index"; index: number }
  | { from: "after" | "before"; cursor: string };

const CURSOR_LENGTH = 100;

/** What an address asks of the route of pages; the start where it asks for nothing that fits. */
export function readPageRequest(parameters: Parameters): PageRequest {
  const { around, index, after, before } = Object.fromEntries(parameters);
  const whole = (value: string | undefined) =>
    value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
  if (after !== undefined) return { from: "after", cursor: after.slice(0, CURSOR_LENGTH) };
  if (before !== undefined) return { from: "before", cursor: before.slice(0, CURSOR_LENGTH) };
  const [number, position] = [whole(around), whole(index)];
  if (number !== null) return { from: "around", number };
  return position === null ? { from: "start" } : { from: "index", index: position };
}

/** The numbers of the exemplars that an address names, at most a page of them. */
export function readNumbers(parameters: Parameters): number[] {
  return listed(Object.fromEntries(parameters).numbers)
    .map(Number)
    .filter((number) => Number.isInteger(number) && number > 0 && number < 2_147_483_648)
    .slice(0, EXEMPLAR_LIMITS.pageRows);
}

export interface ExemplarPage {
  rows: ExemplarRow[];
  /** Cursors of the outer rows as they stood when they were read; null on an empty page. */
  first: string | null;
  last: string | null;
  hasBefore: boolean;
  hasAfter: boolean;
  /** How many rows stand before the first one; null on a page that goes on from a cursor. */
  start: number | null;
  /** The index in the result of what was asked for: the exemplar, or the row that stands where it would be. */
  place: number | null;
}

/** Counts beside the values of a filter: each follows all the other fields of the filter, not its own. */
export interface ExemplarCounts {
  total: number;
  matching: number;
  /** Exemplars of the project that wait to be screened. */
  unscreened: number;
  statuses: Record<ExemplarStatus, number>;
  labels: Record<string, number>;
  runs: { number: number; recipe: { name: string; version: number }; count: number }[];
  findings: Record<FindingFilter, number>;
}
