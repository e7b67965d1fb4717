import { beforeEach, expect, it } from "vitest";
import { DEFAULT_SORT, type ExemplarFilter, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { ReviewStore } from "../state/review-store.ts";
import type { CommandContext } from "../state/run-command.ts";
import { pageOf, rowOf } from "../state/test/test-rows.ts";
import { decideGroup, keepOne, selectGroup } from "./decide-group.ts";
import { type GroupRun, groupRuns } from "./group-runs.ts";

/** Rows 1–3 are alike, 4 is like none, and of the six from 5 on the first page has only two. */
const grouped = (number: number): Partial<ExemplarRow> => ({
  group: number < 4 ? { id: "three", size: 3 } : number === 4 ? null : { id: "six", size: 6 },
});
const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => rowOf(from + at, grouped(from + at)));

let store: ReviewStore;
let decided: { kind: string; numbers: number[] }[];
let context: CommandContext;
let asked: ExemplarFilter[];
let answer: () => ExemplarRow[];

const [three, six] = [0, 1].map((at) => () => groupRuns(store.get().window)[at] as GroupRun) as [
  () => GroupRun,
  () => GroupRun,
];
const selected = () => [...store.get().selected.values()].map(({ number }) => number);

beforeEach(() => {
  [decided, asked] = [[], []];
  answer = () => rows(5, 10);
  store = new ReviewStore(
    {
      fetchPage: async (view) => {
        asked.push(view.filter);
        return { ...pageOf(5, 10), rows: answer(), hasAfter: false };
      },
      fetchRows: async () => [],
    },
    {
      view: { filter: NO_FILTER, sort: DEFAULT_SORT },
      page: { ...pageOf(1, 6), rows: rows(1, 6) },
      matching: 10,
    },
  );
  const saver = {
    make: (change: { decision: { kind: string } }, made: ExemplarRow[]) => {
      decided.push({ kind: change.decision.kind, numbers: made.map(({ number }) => number) });
      return made;
    },
  };
  context = { store, saver, screen: {}, labels: [] } as unknown as CommandContext;
});

it("selects what is held of a group, and goes to it", async () => {
  store.moveTo(3);
  expect(await selectGroup(context, three())).toBe(true);
  expect(selected()).toEqual([1, 2, 3]);
  expect(store.get().current).toBe(0);
});

it("leaves the place where it is within the group", async () => {
  store.moveTo(1);
  await selectGroup(context, three());
  expect(store.get().current).toBe(1);
});

it.each(["accept", "reject"] as const)("%ss all of a group in one step", async (decision) => {
  await decideGroup(context, three(), decision);
  expect(decided).toEqual([{ kind: decision, numbers: [1, 2, 3] }]);
  expect(selected()).toEqual([]);
});

it("fetches what is not held of a group", async () => {
  await decideGroup(context, six(), "reject");
  expect(asked.at(-1)?.group).toBe("six");
  expect(decided).toEqual([{ kind: "reject", numbers: [5, 6, 7, 8, 9, 10] }]);
});

it("decides nothing where the group cannot be fetched", async () => {
  answer = () => {
    throw new Error("no line");
  };
  await decideGroup(context, six(), "reject");
  expect(decided).toEqual([]);
});

it("keeps the current row and rejects the rest", async () => {
  store.moveTo(1);
  await keepOne(context, three());
  expect(decided).toEqual([{ kind: "reject", numbers: [1, 3] }]);
  expect(store.get().current).toBe(1);
});
