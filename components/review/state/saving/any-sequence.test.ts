import { describe, expect, it } from "vitest";
import { DEFAULT_SORT, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { ReviewStore } from "../review-store.ts";
import { cancelEdit, decide, runCommand, saveEdit } from "../run-command.ts";
import { Saver } from "../saver.ts";
import { pageOf, rowOf } from "../test/test-rows.ts";
import { ModelServer } from "./model-server.ts";

const LABELS = [
  { id: "refund", name: "refund", colour: "#336699" },
  { id: "lost", name: "lost", colour: "#996633" },
];
const ROWS = 8;

/** The same numbers for the same seed: mulberry32. */
function randomOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

function begin() {
  const rows = Array.from({ length: ROWS }, (_, at) =>
    rowOf(at + 1, { suggestion: at % 3 === 0 ? { source: "judge", labelId: "lost", score: 0.9 } : null }),
  );
  const server = new ModelServer(rows, LABELS);
  const page = { ...pageOf(1, ROWS, { hasAfter: false }), rows };
  const store = new ReviewStore(
    { fetchPage: async () => page, fetchRows: server.fetchRows },
    { view: { filter: NO_FILTER, sort: DEFAULT_SORT }, page, matching: ROWS },
  );
  const saver = new Saver(store, server, { labels: LABELS, unreachable: "unreachable" });
  return { server, store, saver, labels: LABELS, screen: {} as never };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const shown = (rows: Iterable<ReturnType<typeof rowOf>>) =>
  [...rows].map(({ number, status, label, flagged, text, edited, revision }) => ({
    number,
    status,
    label: label.id,
    flagged,
    text,
    edited,
    revision,
  }));

type Screen = ReturnType<typeof begin>;
const STEPS: ((screen: Screen, random: (below: number) => number) => void)[] = [
  (screen) => runCommand("accept", screen),
  (screen) => runCommand("reject", screen),
  (screen) => runCommand("reopen", screen),
  (screen) => runCommand("flag", screen),
  (screen) => runCommand("suggestion", screen),
  (screen) => runCommand({ labelId: "lost" }, screen),
  (screen) => runCommand({ labelId: "refund" }, screen),
  (screen) => decide(screen, { kind: "confirm" }),
  (screen) => runCommand("undo", screen),
  (screen) => runCommand("undo", screen),
  (screen) => runCommand("undo", screen),
  (screen) => runCommand("redo", screen),
  (screen) => runCommand("redo", screen),
  ({ store }, random) => store.moveTo(random(ROWS)),
  ({ store }, random) => store.toggle(random(ROWS)),
  ({ store }) => store.clearSelection(),
  (screen, random) => {
    const row = screen.store.currentRow();
    if (!row) return;
    screen.store.update((state) => ({ ...state, editing: { row, text: row.text } }));
    if (random(4) === 0) cancelEdit(screen);
    else saveEdit(screen, `other ${random(3)}`);
  },
];

async function walk(
  screen: Screen,
  seed: number,
  extra: (random: (below: number) => number) => Promise<void>,
) {
  const random = randomOf(seed);
  for (let step = 0; step < 120; step++) {
    STEPS[random(STEPS.length)]?.(screen, random);
    if (random(5) === 0) await settle();
    await extra(random);
  }
}

describe("any sequence of decisions, undo and redo", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))("ends as the server has it (%i)", async (seed) => {
    const screen = begin();
    await walk(screen, seed, async () => {});
    await screen.saver.flush();
    await settle();
    expect(screen.store.get()).toMatchObject({ conflicts: [], outbox: { queue: [], failures: [] } });
    expect(shown(screen.store.get().window.rows)).toEqual(shown(screen.server.rows.values()));
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))("also over a line that fails (%i)", async (seed) => {
    const screen = begin();
    await walk(screen, seed, async (random) => {
      if (random(6) === 0) screen.server.line = (["open", "deaf", "mute"] as const)[random(3)] ?? "open";
      if (random(6) === 0) void screen.saver.flush();
    });
    screen.server.line = "open";
    await screen.saver.flush();
    await settle();
    expect(screen.store.get()).toMatchObject({ connection: "reached", conflicts: [], outbox: { queue: [] } });
    expect(shown(screen.store.get().window.rows)).toEqual(shown(screen.server.rows.values()));
  });

  it.each(Array.from({ length: 20 }, (_, seed) => seed))("and beside someone else (%i)", async (seed) => {
    const screen = begin();
    const { server, store } = screen;
    await walk(screen, seed, async (random) => {
      if (random(8) !== 0) return;
      const row = [...server.rows.values()][random(ROWS)];
      if (!row) return;
      const decision = { kind: (["reject", "flag", "reopen"] as const)[random(3)] ?? "reject" };
      server.make(
        {
          kind: "decide",
          batchId: crypto.randomUUID(),
          exemplarIds: [row.id],
          revisions: [row.revision],
          decision,
        },
        "someone",
      );
    });
    await screen.saver.flush();
    await settle();
    // What is polled of others' decisions.
    await store.refresh(store.get().window.rows.map(({ id }) => id));
    expect(shown(store.get().window.rows)).toEqual(shown(server.rows.values()));
    const told = new Set(store.get().conflicts.map(({ id }) => id));
    expect([...told].every((id) => server.log.some((made) => made.id === id && made.by === "someone"))).toBe(
      true,
    );
  });

  it("undone to the beginning is as it was", async () => {
    const screen = begin();
    const before = shown(screen.server.rows.values()).map(({ revision, ...row }) => row);
    for (let at = 0; at < ROWS; at++) runCommand(at % 2 === 0 ? "accept" : "reject", screen);
    screen.store.moveTo(2);
    runCommand({ labelId: "lost" }, screen);
    for (let at = 0; at < ROWS + 1; at++) runCommand("undo", screen);
    await screen.saver.flush();
    await settle();
    expect(shown(screen.store.get().window.rows).map(({ revision, ...row }) => row)).toEqual(before);
    expect(shown(screen.server.rows.values()).map(({ revision, ...row }) => row)).toEqual(before);
    expect(screen.server.log).toHaveLength(2 * (ROWS + 1));
    for (let at = 0; at < ROWS + 1; at++) runCommand("redo", screen);
    await screen.saver.flush();
    expect(
      screen.store
        .get()
        .window.rows.map(({ status }) => status[0])
        .join(""),
    ).toBe("arararar");
  });
});
