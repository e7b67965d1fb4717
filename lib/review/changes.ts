import { z } from "zod";
import type { ActionResult } from "#lib/server/action-result.ts";
import type { UserError } from "#lib/server/errors.ts";
import { type DecisionKind, decisionSchema, exemplarText, REVIEW_LIMITS } from "./review.ts";

export const CHANGES_AT_ONCE = 200;

/** Made by the browser: a change sent twice is made once. */
const batchId = z.uuid();
const revision = z.number().int().min(0);

const changeSchema = z.discriminatedUnion("kind", [
  z
    .object({
      kind: z.literal("decide"),
      batchId,
      exemplarIds: z.array(z.uuid()).min(1).max(REVIEW_LIMITS.exemplars, "review.errors.tooMany"),
      /** The revision of each exemplar that the reviewer saw; one that has moved on is left as it is. */
      revisions: z.array(revision).max(REVIEW_LIMITS.exemplars),
      decision: decisionSchema,
    })
    .refine(({ exemplarIds, revisions }) => exemplarIds.length === revisions.length),
  z.object({ kind: z.literal("edit"), batchId, exemplarId: z.uuid(), revision, text: exemplarText }),
  /** `undoes` null: the newest batch of this user that can be taken back. */
  z.object({ kind: z.literal("undo"), batchId, undoes: z.uuid().nullable() }),
  /** `redoes` is the batch of an undo; null: the newest of this user, where nothing was decided since. */
  z.object({ kind: z.literal("redo"), batchId, redoes: z.uuid().nullable() }),
]);

/** What a reviewer changed, in the order in which it was done. */
export const changesInput = z.object({
  projectId: z.uuid(),
  changes: z.array(changeSchema).min(1).max(CHANGES_AT_ONCE),
});
export type SentChange = z.infer<typeof changeSchema>;

/** Why an exemplar was left as it is. */
export type LeftReason =
  /** Someone, perhaps the same person in another window, changed it first. */
  | "changed"
  | "gone"
  /** What is not screened cannot be accepted. */
  | "unscreened"
  | "noSuggestion";

export interface LeftExemplar {
  id: string;
  reason: LeftReason;
  /** The newest decision on it; null where there is none. */
  newest: { kind: DecisionKind; by: string; at: string } | null;
}

export type ChangeOutcome =
  | { kind: "decided"; decided: number; left: LeftExemplar[] }
  | {
      kind: "undone" | "redone";
      /** What was taken back or made again. */
      decision: DecisionKind;
      /** The batch that was undone; for a redo the one of the undo. */
      of: string;
      /** The first 10,000; `count` is of all. */
      changed: { id: string; number: number }[];
      count: number;
      /** Exemplars of the batch that were decided again by someone else, or whose label is gone: left as they are. */
      skipped: number;
    }
  /** So large a batch is taken back by a job: see its progress. */
  | { kind: "bulk"; bulkId: string };

/** A change as it was made, or why it was not. */
export type SavedChange = { outcome: ChangeOutcome } | { refused: UserError };

/** One for each change, in their order; one that is refused does not stop those after it. */
export type ChangeResults = ActionResult<ChangeOutcome>[];
