import { z } from "zod";
import { exemplarFilterSchema } from "#lib/exemplars/exemplar-views.ts";
import { type Decision, decisionSchema } from "../review.ts";

/** A decision on everything that a filter matches, beyond what the browser holds. */
export const bulkInput = z.object({
  projectId: z.uuid(),
  /** Made by the browser; also the batch of its decisions. */
  bulkId: z.uuid(),
  decision: decisionSchema,
  filter: exemplarFilterSchema,
});

/** What a bulk decision would do, counted before it is made. */
export interface BulkPreview {
  matching: number;
  /** Of those, how many are not that way already and fit for the decision. */
  changing: number;
  /** Of those that would change. */
  withOpenFindings: number;
  withOpenLeaks: number;
  /** Left out: what is not screened cannot be accepted. */
  unscreened: number;
  /** Left out: nothing is suggested for them. */
  withoutSuggestion: number;
}

export type BulkState = "waiting" | "running" | "done" | "cancelled" | "failed";

export interface BulkProgress {
  id: string;
  task: { kind: "decide"; decision: Decision } | { kind: "undo" | "redo"; batchId: string };
  state: BulkState;
  expected: number;
  changed: number;
  skipped: number;
  error: string | null;
  by: string;
  createdAt: string;
  finishedAt: string | null;
}
