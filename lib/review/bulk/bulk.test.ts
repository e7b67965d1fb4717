import { expect, it } from "vitest";
import { NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { readTask } from "./bulk.ts";

it("reads a decision that was asked for before there were judges", () => {
  const { judgeScores: _, ...filter } = { ...NO_FILTER, statuses: ["pending"] };
  const task = { kind: "decide", decision: { kind: "reject" } };
  expect(readTask({ ...task, filter })).toEqual({ ...task, filter: { ...filter, judgeScores: [] } });
  expect(() => readTask({ ...task, filter: {} })).toThrow();
});
