import { describe, expect, it } from "vitest";
import { stillFits } from "./review-state.ts";
import { decide } from "./run-command.ts";
import { begin, freshScreens, PENDING, screen, settle, until } from "./saving/test-screen.ts";
import { rowOf } from "./test/test-rows.ts";

freshScreens();

describe("decisions", () => {
  it("show at once, go on to the next row, and are sent in order as one request", async () => {
    screen.press("accept", "reject", "accept");
    expect(screen.shown()).toBe("arapp");
    until({ current: 3, outbox: { queue: { length: 3 } } });
    await settle();
    expect(screen.server.requests).toHaveLength(1);
    expect(screen.stored()).toBe("arapp");
    until({ saves: 3, outbox: { queue: [], failures: [] } });
  });

  it("go on while a slow server answers, and follow in the next request", async () => {
    let answer = () => {};
    screen.server.pause = new Promise((resolve) => {
      answer = resolve;
    });
    screen.press("accept");
    await settle();
    screen.press("reject", "accept");
    await settle();
    expect(screen.server.requests.map(({ length }) => length)).toEqual([1]);
    answer();
    await settle();
    expect(screen.server.requests.map(({ length }) => length)).toEqual([1, 2]);
    expect(screen.stored()).toBe("arapp");
  });

  it("are sent a hundred at a time", async () => {
    begin(Array.from({ length: 250 }, (_, at) => rowOf(at + 1)));
    for (let at = 0; at < 250; at++) screen.press("accept");
    await settle();
    expect(screen.server.requests.map(({ length }) => length)).toEqual([100, 100, 50]);
    expect(screen.stored()).toBe("a".repeat(250));
  });

  it("stay in the grid, marked, where they no longer fit the filter", async () => {
    screen.press("accept");
    await settle();
    const { rows } = screen.store.get().window;
    expect(rows.map((row) => stillFits(row, PENDING))).toEqual([false, true, true, true, true]);
  });

  it("send the revision that the row has with those before it", async () => {
    screen.press({ labelId: "lost" }, "accept");
    await settle();
    expect(screen.sent()).toMatchObject([{ revisions: [0] }, { revisions: [1] }]);
    expect(screen.store.get().window.rows[0]).toMatchObject({
      status: "accepted",
      label: { name: "lost" },
      revision: 2,
    });
  });

  it("on a selection leave the place, and let go of the selection", () => {
    screen.store.toggle(1);
    screen.store.toggle(3);
    screen.press("accept");
    expect(screen.shown()).toBe("papap");
    until({ current: 0, selected: new Map() });
    expect(screen.said()).toMatchObject({ key: "accept", values: { count: 2 } });
  });

  it("stay on the row where going on is turned off", () => {
    screen.store.update((state) => ({ ...state, settings: { ...state.settings, advances: false } }));
    screen.press("accept");
    until({ current: 0 });
  });

  it("that change nothing are not sent", () => {
    screen.press("accept", "first", "accept");
    until({ outbox: { queue: { length: 1 } } });
    expect(screen.said()?.key).toBe("unchanged");
  });

  it("take the label that is suggested, each its own", async () => {
    const suggestion = { source: "judge" as const, labelId: "lost", score: 0.9 };
    begin([rowOf(1, { suggestion }), rowOf(2)]);
    screen.press("suggestion");
    expect(screen.said()).toMatchObject({ key: "suggestion", values: { label: "lost" } });
    screen.press("next", "suggestion");
    expect(screen.said()).toMatchObject({ key: "noSuggestion", values: { number: 2 } });
    await settle();
    expect([...screen.server.rows.values()].map(({ label }) => label.id)).toEqual(["lost", "refund"]);
  });

  it("flag, and take the flag away again", async () => {
    screen.press("flag");
    until({ current: 0 });
    expect(screen.store.get().window.rows[0]?.flagged).toBe(true);
    screen.press("flag");
    await settle();
    expect(screen.server.rows.get("id-1")?.flagged).toBe(false);
    expect(screen.server.log.map(({ kind }) => kind)).toEqual(["flag", "unflag"]);
  });

  it("on the whole result are asked about first, and are one step", async () => {
    screen.store.update((state) => ({ ...state, wholeResult: true }));
    screen.press("reject");
    until({ overlay: "bulk", proposed: { kind: "reject" }, outbox: { queue: [] } });
    void screen.saver.startBulk({ kind: "reject" });
    await settle();
    until({ overlay: null, wholeResult: false, bulks: [{ state: "waiting" }] });
    expect(screen.saver.isMine(screen.server.bulks[0] ?? "")).toBe(true);
    screen.press("undo");
    await settle();
    expect(screen.sent()).toMatchObject([{ kind: "undo", undoes: screen.server.bulks[0] }]);
  });
});

it.each([
  ["a duplicate", { findings: [{ kind: "duplicate", state: "open" }] }, "labelConflict"],
  ["what the judge agreed about", { judgeScore: 4 }, "labelDisagreement"],
] as const)("shows what a new label makes of %s, once it is saved", async (_name, given, kind) => {
  begin([rowOf(1, { ...given, findings: "findings" in given ? [...given.findings] : [] })]);
  decide(screen.context, { kind: "relabel", labelId: "lost" });
  const { make } = screen.server;
  screen.server.make = (...asked) => {
    const made = make.apply(screen.server, asked);
    const row = screen.server.rows.get("id-1");
    if (row) screen.server.rows.set("id-1", { ...row, findings: [{ kind, state: "open" }] });
    return made;
  };
  await settle();
  expect(screen.store.get().window.rows[0]).toMatchObject({ findings: [{ kind }] });
});
