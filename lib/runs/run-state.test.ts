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

const EVENTS: RunEvent[] = [
  "launch",
  "start",
  "pause",
  "finish",
  "finishWithFailures",
  "exhaustBudget",
  "cancel",
  "fail",
  "resume",
  "judgeAgain",
];

/** Row: the state; column: the event, in the order of EVENTS. */
const TABLE: Record<RunState, (RunState | null)[]> = {
  draft: ["queued", null, null, null, null, null, null, null, null, null],
  queued: [null, "running", "paused", null, null, null, "cancelled", "failed", null, null],
  running: [
    null,
    "running",
    "paused",
    "done",
    "doneWithFailures",
    "stoppedByBudget",
    "cancelled",
    "failed",
    null,
    null,
  ],
  paused: [null, null, null, null, null, null, "cancelled", null, "queued", "queued"],
  done: [null, null, null, null, null, null, null, null, null, "queued"],
  doneWithFailures: [null, null, null, null, null, null, null, null, "queued", "queued"],
  stoppedByBudget: [null, null, null, null, null, null, null, null, "queued", "queued"],
  cancelled: [null, null, null, null, null, null, null, null, "queued", "queued"],
  failed: [null, null, null, null, null, null, null, null, "queued", null],
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

  it("goes on from an inactive state only where a person says so", () => {
    for (const state of RUN_STATES.filter((state) => !isActive(state))) {
      const goingOn = EVENTS.filter((event) => {
        const next = nextRunState(state, event);
        return next !== null && isActive(next);
      });
      const expected: Partial<Record<RunState, RunEvent[]>> = {
        draft: ["launch"],
        done: ["judgeAgain"],
        failed: ["resume"],
      };
      expect(goingOn).toEqual(expected[state] ?? ["resume", "judgeAgain"]);
    }
  });
});
