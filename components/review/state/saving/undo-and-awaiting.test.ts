import { describe, expect, it } from "vitest";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { saveEdit } from "../run-command.ts";
import { rowOf } from "../test/test-rows.ts";
import { begin, freshScreens, screen, settle, until } from "./test-screen.ts";

freshScreens();

describe("undo and redo", () => {
  it("go back to the row, so that one can decide it again", async () => {
    screen.press("accept", "reject", "undo");
    until({ current: 1 });
    screen.press("accept");
    expect(screen.shown()).toBe("aappp");
    screen.press("redo");
    expect(screen.said()?.key).toBe("nothingToRedo");
    await settle();
    expect(screen.stored()).toBe("aappp");
  });

  it("ask the server where nothing was made here", async () => {
    screen.others("id-4");
    screen.server.log[0] = { ...screen.server.log[0], by: "me" } as (typeof screen.server.log)[0];
    screen.press("undo");
    await settle();
    expect(screen.sent()).toMatchObject([{ kind: "undo", undoes: null }]);
    expect(screen.shown()).toBe("ppppp");
    until({ current: 3 });
    screen.press("redo");
    await settle();
    expect(screen.stored()).toBe("ppprp");
  });

  it("of nothing are told, and are no failure", async () => {
    screen.press("undo");
    await settle();
    expect(screen.said()).toMatchObject({ key: "refused", values: { message: "nothing" } });
    until({ outbox: { queue: [], failures: [] } });
  });

  it("take back what only waits to be screened, without the server", async () => {
    begin([rowOf(1, { screened: false })]);
    screen.press("accept");
    until({ awaiting: new Set(["id-1"]) });
    screen.press("undo");
    until({ awaiting: new Set() });
    await settle();
    expect(screen.server.requests).toEqual([]);
  });

  it("reach back over thousands of steps, with rows of the newest only", async () => {
    begin(Array.from({ length: 1_200 }, (_, at) => rowOf(at + 1)));
    for (let at = 0; at < 1_200; at++) screen.press("accept");
    for (let at = 0; at < 1_200; at++) screen.press("undo");
    await settle();
    await settle();
    expect(screen.stored()).toBe("p".repeat(1_200));
    expect(screen.shown()).toBe("p".repeat(1_200));
  });
});

describe("what waits to be screened", () => {
  const examine = (id: string, given: Partial<ExemplarRow> = {}) => {
    const row = screen.server.rows.get(id);
    if (row) screen.server.rows.set(id, { ...row, screened: true, ...given });
  };

  it("is accepted when that is done, unless something was found", async () => {
    begin([rowOf(1, { screened: false }), rowOf(2, { screened: false }), rowOf(3)]);
    screen.press("accept", "accept", "accept");
    await screen.saver.checkAwaiting();
    expect(screen.shown()).toBe("ppa");
    examine("id-1");
    examine("id-2", { findings: [{ kind: "nearLeak", state: "open" }] });
    await screen.saver.checkAwaiting();
    await settle();
    expect(screen.stored()).toBe("apa");
    until({ awaiting: new Set() });
    expect(screen.said()).toMatchObject({ key: "awaitedFound", values: { number: 2 } });
    screen.press("undo");
    await settle();
    expect(screen.stored()).toBe("ppa");
  });

  it("is an edited exemplar that was accepted, by itself", async () => {
    begin([rowOf(1, { status: "accepted" })]);
    screen.store.update((state) => ({
      ...state,
      editing: { row: rowOf(1, { status: "accepted" }), text: "text 1" },
    }));
    saveEdit(screen.context, "other");
    expect(screen.store.get().window.rows[0]).toMatchObject({
      status: "pending",
      text: "other",
      screened: false,
    });
    until({ awaiting: new Set(["id-1"]) });
    await settle();
    examine("id-1");
    await screen.saver.checkAwaiting();
    await settle();
    expect(screen.server.rows.get("id-1")).toMatchObject({ status: "accepted", text: "other" });
  });

  it("no longer waits once it is rejected", async () => {
    begin([rowOf(1, { screened: false })]);
    screen.press("accept", "first", "reject");
    until({ awaiting: new Set() });
  });

  it("also where only the server knows that it is not screened", async () => {
    screen.server.rows.set("id-1", rowOf(1, { screened: false }));
    screen.press("accept");
    await settle();
    expect(screen.shown()).toBe("ppppp");
    until({ awaiting: new Set(["id-1"]), conflicts: [] });
    examine("id-1");
    await screen.saver.checkAwaiting();
    await settle();
    expect(screen.stored()).toBe("apppp");
  });
});
