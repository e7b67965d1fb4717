export const RUN_STATES = ["queued", "running", "done", "doneWithFailures", "cancelled", "failed"] as const;
export type RunState = (typeof RUN_STATES)[number];

export type RunEvent = "start" | "finish" | "finishWithFailures" | "cancel" | "fail" | "resume";

/**
 * Every transition there is. A run that starts again after its process died is started from `running`; what ended
 * without all its exemplars can be resumed, what is done cannot.
 */
const TRANSITIONS: Record<RunEvent, { from: readonly RunState[]; to: RunState }> = {
  start: { from: ["queued", "running"], to: "running" },
  finish: { from: ["running"], to: "done" },
  finishWithFailures: { from: ["running"], to: "doneWithFailures" },
  cancel: { from: ["queued", "running"], to: "cancelled" },
  fail: { from: ["queued", "running"], to: "failed" },
  resume: { from: ["cancelled", "failed", "doneWithFailures"], to: "queued" },
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
