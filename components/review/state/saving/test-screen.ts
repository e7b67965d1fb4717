import { afterEach, beforeEach, expect, vi } from "vitest";
import { DEFAULT_SORT, type ExemplarFilter, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { ReviewState } from "../review-state.ts";
import { ReviewStore } from "../review-store.ts";
import { runCommand } from "../run-command.ts";
import { Saver } from "../saver.ts";
import { pageOf, rowOf } from "../test/test-rows.ts";
import { ModelServer } from "./model-server.ts";

export const LABELS = [
  { id: "refund", name: "refund", colour: "#336699" },
  { id: "lost", name: "lost", colour: "#996633" },
];

export const PENDING: ExemplarFilter = { ...NO_FILTER, statuses: ["pending"] };

const initials = (rows: Iterable<ExemplarRow>) => [...rows].map(({ status }) => status[0]).join("");

/** A review screen without its looks, before a server in memory that has the same rows. */
export function openScreen(rows: ExemplarRow[]) {
  const server = new ModelServer(rows, LABELS);
  const page = { ...pageOf(1, rows.length, { hasAfter: false }), rows };
  const store = new ReviewStore(
    { fetchPage: async () => page, fetchRows: (numbers) => server.fetchRows(numbers) },
    { view: { filter: PENDING, sort: DEFAULT_SORT }, page, matching: rows.length },
  );
  const saver = new Saver(store, server, { labels: LABELS, unreachable: "unreachable" });
  const context = { store, saver, labels: LABELS, screen: {} as never };
  return {
    server,
    store,
    saver,
    context,
    press: (...commands: Parameters<typeof runCommand>[0][]) => {
      for (const command of commands) runCommand(command, context);
    },
    /** The first letters of the statuses, as they are shown. */
    shown: () => initials(store.get().window.rows),
    /** The same, as the server has them. */
    stored: () => initials(server.rows.values()),
    said: () => store.get().announcement,
    sent: () => server.requests.flat(),
    /** Someone else decides. */
    others: (id: string, kind: "reject" | "flag" = "reject") => {
      const { revision = 0 } = server.rows.get(id) ?? {};
      const batchId = crypto.randomUUID();
      const decision = { kind };
      server.make({ kind: "decide", batchId, exemplarIds: [id], revisions: [revision], decision }, "Ada");
    },
  };
}

/** The screen of the test that runs; `begin` opens another. */
export let screen: ReturnType<typeof openScreen>;

export function begin(rows: ExemplarRow[]) {
  screen = openScreen(rows);
}

/** Before each test five pending rows, and a clock that the test moves. */
export function freshScreens() {
  beforeEach(() => {
    vi.useFakeTimers();
    begin([1, 2, 3, 4, 5].map((number) => rowOf(number)));
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

export const settle = () => vi.advanceTimersByTimeAsync(0);
export const until = (part: Partial<ReviewState> | object) => expect(screen.store.get()).toMatchObject(part);
