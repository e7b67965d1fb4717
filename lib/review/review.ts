import { z } from "zod";
import type { NotJudged } from "#lib/exemplars/assessments.ts";
import {
  EXEMPLAR_LIMITS,
  type ExemplarRow,
  type ExemplarStatus,
  type FindingKind,
  type FindingState,
  isStorable,
  type LabelSuggestion,
} from "#lib/exemplars/exemplars.ts";
import type { Detector, DetectorScores, Evidence } from "#lib/screening/screening.ts";
import type { NoteDetail } from "./notes/notes.ts";

export const REVIEW_LIMITS = { exemplars: 10_000 } as const;

export const decisionSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("accept") }),
  z.object({ kind: z.literal("reject") }),
  z.object({ kind: z.literal("reopen") }),
  z.object({ kind: z.literal("relabel"), labelId: z.uuid() }),
  /** Relabels each with the label that is suggested for it. */
  z.object({ kind: z.literal("suggestion") }),
  z.object({ kind: z.literal("flag") }),
  z.object({ kind: z.literal("unflag") }),
  /** On a second look it was found right as it is. */
  z.object({ kind: z.literal("confirm") }),
]);
export type Decision = z.infer<typeof decisionSchema>;

/** The statuses that decisions lead to; null: it stays as it is. */
export const STATUS_AFTER = {
  accept: "accepted",
  reject: "rejected",
  reopen: "pending",
  relabel: null,
  suggestion: null,
  flag: null,
  unflag: null,
  confirm: null,
} as const satisfies Record<Decision["kind"], ExemplarStatus | null>;

export const exemplarText = z
  .string()
  .trim()
  .min(1, "review.errors.textMissing")
  .max(EXEMPLAR_LIMITS.text, "review.errors.textTooLong")
  .refine(isStorable, "review.errors.textCharacters");

export type DecisionKind =
  | "accept"
  | "reject"
  | "relabel"
  | "edit"
  | "reopen"
  | "override"
  | "undo"
  | "flag"
  | "unflag"
  | "confirm";

/**
 * What a decision makes of a row, or null where nothing is to be recorded: the row is that way already, or not fit for
 * it (not screened, nothing suggested). A relabelling, by a suggestion too, wants the row's new label.
 */
export function decided(
  row: ExemplarRow,
  decision: Decision,
  label?: ExemplarRow["label"],
): ExemplarRow | null {
  const revision = row.revision + 1;
  switch (decision.kind) {
    case "relabel":
    case "suggestion":
      return label && label.id !== row.label.id ? { ...row, label, revision } : null;
    case "flag":
    case "unflag": {
      const flagged = decision.kind === "flag";
      return row.flagged === flagged ? null : { ...row, flagged, revision };
    }
    case "confirm":
      return { ...row, revision };
    default: {
      const status = STATUS_AFTER[decision.kind];
      if (row.status === status || (status === "accepted" && !row.screened)) return null;
      return { ...row, status, revision };
    }
  }
}

/**
 * What an edit makes of a row: what was known of the old text is not known of the new one, and what was accepted is
 * to be accepted again.
 */
export function editedRow(row: ExemplarRow, text: string): ExemplarRow {
  return {
    ...row,
    text,
    textLength: text.length,
    edited: true,
    status: statusAfterEdit(row.status),
    screened: false,
    leakProbability: null,
    similarity: null,
    findings: [],
    suggestion: null,
    judgeScore: null,
    clusterId: null,
    group: null,
    revision: row.revision + 1,
  };
}

export function statusAfterEdit(status: ExemplarStatus): ExemplarStatus {
  return status === "accepted" ? "pending" : status;
}

/** Pairs [from, to) of UTF-16 offsets in the exemplar's own text. */
export type Spans = [number, number][];

type LabelName = Pick<ExemplarRow["label"], "name" | "colour">;
type LabelOf = ExemplarRow["label"];

/** What was found: of a test row only the label, never the text. */
export type MatchedRow =
  | { against: "test"; label: LabelName }
  | { against: "support"; label: LabelOf; text: string }
  | { against: "exemplar"; row: ExemplarRow; text: string }
  /** The label that the judge says; null: none fits. */
  | { against: "label"; label: LabelOf | null }
  /** The matched row has been replaced since. */
  | { against: "gone" };

/** What all detectors say, whichever of them led to a finding. */
export interface MatchScores {
  /** Calibrated, in [0, 1]. */
  probability: number;
  /** The detector that speaks loudest for the probability. */
  evidence: Detector;
  scores: DetectorScores;
}

/** What the judge of its run says of the text as it stands. */
export type AssessmentDetail =
  | {
      kind: "judged";
      score: number;
      /** The label it would give, which it said without having seen the intended one. */
      said: SaidLabel;
      /** How sure of that it says it is, 0–1. */
      confidence: number;
      reason: string;
      model: string;
    }
  | { kind: "notJudged"; problem: NotJudged; model: string }
  | { kind: "notAsked" };

/** Gone where the label was deleted since. */
export type SaidLabel = Extract<MatchedRow, { against: "label" | "gone" }>;

export interface FindingDetail {
  id: string;
  kind: FindingKind;
  detector: Evidence;
  /** Of `detector`; the probability where that is `combined` or `judge`. */
  score: number;
  threshold: number;
  state: FindingState;
  spans: Spans;
  match: MatchedRow;
  /** Null where another row has become the nearest since. */
  scores: MatchScores | null;
  /** What the judge said of the two texts as they stand; null where it was not asked or has not answered. */
  verdict: { verdict: "rewriting" | "different" | "unknown"; reason: string | null; model: string } | null;
  override: { reason: string; by: string; at: string } | null;
}

export interface DecisionDetail {
  /** Its place in the log. */
  sequence: string;
  kind: DecisionKind;
  /** What an undo took back; null where it is no undo, or what it took back is not among those listed. */
  undoes: DecisionKind | null;
  /** It makes again what an undo took back. */
  isRedo: boolean;
  /** One of many, by a bulk decision. */
  isBulk: boolean;
  by: string;
  at: string;
  fromStatus: ExemplarStatus;
  toStatus: ExemplarStatus;
  fromLabel: string | null;
  toLabel: string | null;
  fromText: string | null;
  toText: string | null;
  reason: string | null;
}

/** Everything about one exemplar, for the panel beside the grid. */
export interface ExemplarDetail {
  row: ExemplarRow;
  text: string;
  originalText: string;
  intendedLabel: { name: string; colour: string };
  /** One of each source that has one, the most trusted first. */
  suggestions: LabelSuggestion[];
  /** Null where its run has no judge. */
  assessment: AssessmentDetail | null;
  /** The oldest first. */
  notes: NoteDetail[];
  /** The worst first. */
  findings: FindingDetail[];
  /** The nearest test row, whether or not it is a finding. */
  nearestTest: { label: LabelName; scores: MatchScores } | null;
  provenance: {
    runNumber: number;
    recipe: { name: string; version: number };
    generator: "builtIn" | "openai";
    model: string;
    runSeed: number;
    seed: number;
    slots: Record<string, string>;
    messages: { role: string; content: string }[];
  };
  /** The newest first. */
  history: DecisionDetail[];
}
