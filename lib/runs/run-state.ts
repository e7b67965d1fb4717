export const RUN_STATES = [
  "draft",
  "queued",
  "running",
  "paused",
  "done",
  "doneWithFailures",
  "stoppedByBudget",
  "cancelled",
  "failed",
] as const;
export type RunState = (typeof RUN_STATES)[number];

export type RunEvent =
  | "launch"
  | "start"
  | "pause"
  | "finish"
  | "finishWithFailures"
  | "exhaustBudget"
  | "cancel"
  | "fail"
  | "resume"
  | "judgeAgain";

/**
 * Every transition there is. A run that starts again after its process died is started from `running`; what ended
 * without all its exemplars can be resumed, what is done cannot, though its judge may be asked again. A draft that is discarded is deleted.
 */
const TRANSITIONS: Record<RunEvent, { from: readonly RunState[]; to: RunState }> = {
  launch: { from: ["draft"], to: "queued" },
  start: { from: ["queued", "running"], to: "running" },
  pause: { from: ["queued", "running"], to: "paused" },
  finish: { from: ["running"], to: "done" },
  finishWithFailures: { from: ["running"], to: "doneWithFailures" },
  exhaustBudget: { from: ["running"], to: "stoppedByBudget" },
  cancel: { from: ["queued", "running", "paused"], to: "cancelled" },
  fail: { from: ["queued", "running"], to: "failed" },
  resume: { from: ["paused", "doneWithFailures", "stoppedByBudget", "cancelled", "failed"], to: "queued" },
  judgeAgain: { from: ["paused", "done", "doneWithFailures", "stoppedByBudget", "cancelled"], to: "queued" },
};

/** @returns null where the event cannot happen in this state */
export function nextRunState(state: RunState, event: RunEvent): RunState | null {
  const { from, to } = TRANSITIONS[event];
  return from.includes(state) ? to : null;
}

/** The states in which an event can happen: for a compare-and-set in the database. */
export function statesBefore(event: RunEvent): RunState[] {
  return RUN_STATES.filter((state) => nextRunState(state, event) !== null);
}

export function stateAfter(event: RunEvent): RunState {
  return TRANSITIONS[event].to;
}

/** Whether a worker has something to do, or will have in a moment. */
export function isActive(state: RunState): boolean {
  return state === "queued" || state === "running";
}
