import { describe, expect, it, vi } from "vitest";
import { rowOf } from "../test/test-rows.ts";
import { freshScreens, screen, settle, until } from "./test-screen.ts";

freshScreens();

describe("a server that cannot be reached", () => {
  it("takes nothing back: changes wait in order and are tried again, longer apart each time", async () => {
    screen.server.line = "deaf";
    const tried = vi.spyOn(screen.server, "save");
    screen.press("accept", "reject");
    await settle();
    expect(screen.shown()).toBe("arppp");
    until({ connection: "unreachable", outbox: { queue: { length: 2 }, failures: [] } });
    expect(screen.said()?.key).toBe("unreachable");
    screen.press("accept");
    for (const [seconds, times] of [
      [1, 2],
      [2, 3],
      [4, 4],
      [8, 5],
      [10, 6],
      [10, 7],
    ] as const) {
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(tried).toHaveBeenCalledTimes(times - 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(tried).toHaveBeenCalledTimes(times);
    }
    screen.server.line = "open";
    await vi.advanceTimersByTimeAsync(10_000);
    expect(screen.stored()).toBe("arapp");
    until({ connection: "reached", outbox: { queue: [] } });
    expect(screen.said()?.key).toBe("reached");
  });

  it("is asked at once when it may be back", async () => {
    screen.server.line = "deaf";
    screen.press("accept");
    await settle();
    screen.server.line = "open";
    await screen.saver.flush();
    expect(screen.stored()).toBe("apppp");
  });

  it("whose answer was lost makes nothing twice", async () => {
    screen.server.line = "mute";
    screen.press("accept", "reject");
    await settle();
    screen.server.line = "open";
    await screen.saver.flush();
    expect(screen.server.requests).toHaveLength(2);
    expect(screen.server.log).toHaveLength(2);
    expect(screen.stored()).toBe("arppp");
    until({ conflicts: [] });
  });
});

describe("what the server refuses", () => {
  const refuseNext = (message: string) => {
    const { queue } = screen.store.get().outbox;
    screen.server.refuses.set(queue.at(-1)?.id ?? "", message);
  };

  it("is taken back with what was built on it; others go on", async () => {
    screen.press({ labelId: "lost" });
    refuseNext("the label is gone");
    screen.press("accept", "accept");
    await settle();
    expect(screen.store.get().window.rows[0]).toMatchObject({ status: "pending", label: { name: "refund" } });
    expect(screen.shown()).toBe("pappp");
    expect(screen.store.get().outbox.failures).toMatchObject([{ message: "the label is gone" }]);
  });

  it("can be made again", async () => {
    screen.press("accept");
    refuseNext("no");
    await settle();
    expect(screen.shown()).toBe("ppppp");
    screen.saver.retry();
    await settle();
    expect(screen.stored()).toBe("apppp");
    until({ outbox: { queue: [], failures: [] } });
  });

  it("together goes one by one, so that the others do not suffer", async () => {
    const { save } = screen.server;
    screen.server.save = async (changes) =>
      changes.length > 1 || changes[0]?.kind === "edit"
        ? { ok: false, error: { code: "invalid", message: "cannot be read" } }
        : save(changes);
    screen.press("accept");
    screen.saver.make({ kind: "edit", text: "other" }, [rowOf(5)]);
    screen.press("reject");
    await settle();
    expect(screen.stored()).toBe("arppp");
    expect(screen.store.get().outbox.failures).toMatchObject([{ message: "cannot be read" }]);
    expect(screen.store.get().window.rows[4]?.text).toBe("text 5");
  });
});

describe("two at once", () => {
  it("the second is told, sees what the first did, and keeps it or not", async () => {
    screen.others("id-1");
    screen.others("id-2");
    screen.press("accept", "accept");
    await settle();
    expect(screen.shown()).toBe("rrppp");
    const [first, second] = screen.store.get().conflicts;
    expect(screen.store.get().conflicts).toMatchObject([
      { id: "id-1", number: 1, reason: "changed", mine: { decision: { kind: "accept" } } },
      { id: "id-2", number: 2 },
    ]);
    expect(screen.said()).toMatchObject({ key: "conflict", values: { numbers: "#1, #2" } });
    if (!first || !second) throw new Error("two conflicts");
    screen.saver.keepTheirs(first);
    await screen.saver.applyMine(second);
    await settle();
    expect(screen.stored()).toBe("rappp");
    until({ conflicts: [] });
  });

  it("a decision that came to nothing is not what undo takes back", async () => {
    screen.press("accept");
    await settle();
    screen.others("id-2");
    screen.press("accept");
    await settle();
    screen.press("undo");
    await settle();
    expect(screen.stored()).toBe("prppp");
  });

  it("undo leaves what someone else flagged flagged", async () => {
    screen.press("accept");
    await settle();
    screen.others("id-1", "flag");
    await screen.store.refresh(["id-1"]);
    screen.press("undo");
    expect(screen.store.get().window.rows[0]).toMatchObject({ status: "pending", flagged: true });
    await settle();
    expect(screen.server.rows.get("id-1")).toMatchObject({ status: "pending", flagged: true });
  });
});
