import { describe, expect, it } from "vitest";
import {
  isActive,
  nextRunState,
  RUN_STATES,
  type RunEvent,
  type RunState,
  stateAfter,
  statesBefore,
} from "./run-state.ts";

const EVENTS: RunEvent[] = ["start", "finish", "finishWithFailures", "cancel", "fail", "resume"];

/** Row: the state; column: the event, in the order of EVENTS. */
const TABLE: Record<RunState, (RunState | null)[]> = {
  queued: ["running", null, null, "cancelled", "failed", null],
  running: ["running", "done", "doneWithFailures", "cancelled", "failed", null],
  done: [null, null, null, null, null, null],
  doneWithFailures: [null, null, null, null, null, "queued"],
  cancelled: [null, null, null, null, null, "queued"],
  failed: [null, null, null, null, null, "queued"],
};

describe("nextRunState", () => {
  it.each(RUN_STATES.flatMap((state) => EVENTS.map((event, column) => ({ state, event, column }))))(
    "$state, $event",
    ({ state, event, column }) => expect(nextRunState(state, event)).toBe(TABLE[state][column]),
  );

  it.each(EVENTS)("is told the same by the sets for the database: %s", (event) => {
    for (const state of RUN_STATES) {
      const next = statesBefore(event).includes(state) ? stateAfter(event) : null;
      expect(next).toBe(nextRunState(state, event));
    }
  });

  it("ends: an inactive state is left only by resuming", () => {
    for (const state of RUN_STATES.filter((state) => !isActive(state))) {
      expect(EVENTS.filter((event) => nextRunState(state, event))).toEqual(
        state === "done" ? [] : ["resume"],
      );
    }
  });
});
