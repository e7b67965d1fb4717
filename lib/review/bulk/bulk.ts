import { z } from "zod";
import { type ExemplarFilter, exemplarFilterSchema } from "#lib/exemplars/exemplar-views.ts";
import { type Decision, decisionSchema } from "../review.ts";

/** A decision on everything that a filter matches, beyond what the browser holds. */
export const bulkInput = z.object({
  projectId: z.uuid(),
  /** Made by the browser; also the batch of its decisions. */
  bulkId: z.uuid(),
  decision: decisionSchema,
  filter: exemplarFilterSchema,
});

export const cancelBulkInput = z.object({ projectId: z.uuid(), bulkId: z.uuid() });

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

/** Why one was given up; what it had changed by then stays. Words stand in `bulk.failures`. */
export type BulkFailure = "labelMissing" | "exemplarMissing" | "pattern" | "internal";

export interface BulkProgress {
  /** Also the batch of its decisions: undoing that takes all of it back. */
  id: string;
  task: { kind: "decide"; decision: Decision } | { kind: "undo" | "redo"; batchId: string };
  state: BulkState;
  expected: number;
  changed: number;
  skipped: number;
  error: BulkFailure | null;
  by: string;
  createdAt: string;
  finishedAt: string | null;
}

/** What was stored before there were judges asks for no score. */
const storedFilterSchema = exemplarFilterSchema.extend({
  judgeScores: exemplarFilterSchema.shape.judgeScores.default([]),
});

const taskSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("decide"), decision: decisionSchema, filter: storedFilterSchema }),
  z.object({ kind: z.enum(["undo", "redo"]), batchId: z.uuid() }),
]);
/** What stands in the table. */
export type BulkTask = z.infer<typeof taskSchema>;

/** @throws ZodError: a task is written by this program alone */
export function readTask(stored: unknown): BulkTask {
  return taskSchema.parse(stored);
}

/** The decision that an address asks about: `decision` is its kind, `to` the label of a relabelling. */
export function readDecision(parameters: Iterable<[string, string]>): Decision | null {
  const given = new Map(parameters);
  const asked = { kind: given.get("decision"), labelId: given.get("to") };
  return decisionSchema.safeParse(asked).data ?? null;
}

export function writeDecision(decision: Decision): [string, string][] {
  const kind: [string, string] = ["decision", decision.kind];
  return decision.kind === "relabel" ? [kind, ["to", decision.labelId]] : [kind];
}

export function isUnderWay(bulk: { state: BulkState }): boolean {
  return bulk.state === "waiting" || bulk.state === "running";
}

/** One question: what a decision would do to everything that a filter matches. */
export interface BulkQuestion {
  projectId: string;
  filter: ExemplarFilter;
  decision: Decision;
}
