import { z } from "zod";
import type { JudgedFilter, JudgeScoreFilter } from "./exemplar-views.ts";

export const EXEMPLAR_STATUSES = ["pending", "accepted", "rejected"] as const;
export type ExemplarStatus = (typeof EXEMPLAR_STATUSES)[number];

/** The worst first: the order in which warnings are told. */
export const FINDING_KINDS = [
  "exactLeak",
  "nearLeak",
  "semanticLeak",
  "unjudged",
  "labelConflict",
  "labelDisagreement",
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

/** Who suggests a label, the most trusted first. */
export const SUGGESTION_SOURCES = ["judge", "prototype"] as const;
export type SuggestionSource = (typeof SUGGESTION_SOURCES)[number];

export interface LabelSuggestion {
  source: SuggestionSource;
  labelId: string;
  /** Calibrated probability that it is right, 0–1; the judge's is its own word for it. */
  score: number;
}

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
  /** Of the most trusted source that has one; null where none has. */
  suggestion: LabelSuggestion | null;
  /** 1–5, by the judge of its run; null where that has not judged the text as it stands. */
  judgeScore: number | null;
  flagged: boolean;
  /** How many notes it has. */
  notes: number;
  /** The exemplar that stands for the near-duplicates it is one of. */
  clusterId: string | null;
  /** Its look-alikes, itself included: the exemplar that stands for them, and how many they are. */
  group: { id: string; size: number } | null;
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

/** Counts beside the values of a filter: each follows all the other fields of the filter, not its own. */
export interface ExemplarCounts {
  total: number;
  matching: number;
  /** Exemplars of the project that wait to be screened. */
  unscreened: number;
  statuses: Record<ExemplarStatus, number>;
  labels: Record<string, number>;
  runs: { number: number; recipe: { name: string; version: number }; count: number }[];
  recipeVersions: { id: string; recipe: { name: string; version: number }; count: number }[];
  findings: Record<FindingFilter, number>;
  judged: Record<JudgedFilter, number>;
  judgeScores: Record<JudgeScoreFilter, number>;
  edited: number;
  flagged: number;
  noted: number;
  reviewers: { id: string; name: string; count: number }[];
}

/** Stands where nothing was counted yet. */
export const NO_COUNTS: ExemplarCounts = {
  total: 0,
  matching: 0,
  unscreened: 0,
  statuses: { pending: 0, accepted: 0, rejected: 0 },
  labels: {},
  runs: [],
  recipeVersions: [],
  findings: {
    exactLeak: 0,
    nearLeak: 0,
    semanticLeak: 0,
    unjudged: 0,
    labelConflict: 0,
    labelDisagreement: 0,
    duplicate: 0,
    supportCopy: 0,
    none: 0,
    unscreened: 0,
  },
  judged: { differs: 0, agrees: 0, unknown: 0 },
  judgeScores: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, none: 0 },
  edited: 0,
  flagged: 0,
  noted: 0,
  reviewers: [],
};

/** The values that one slot was filled with, and how many exemplars of the result hold each; the most frequent first. */
export interface SlotCounts {
  slot: string;
  values: { value: string; count: number }[];
  /** How many further values there are. */
  more: number;
}
