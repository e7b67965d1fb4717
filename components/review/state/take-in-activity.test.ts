import { beforeEach, describe, expect, it } from "vitest";
import type { Activity, ActivityEntry } from "#lib/review/activity.ts";
import type { BulkProgress } from "#lib/review/bulk/bulk.ts";
import { openScreen } from "./saving/test-screen.ts";
import { ActivityReader } from "./take-in-activity.ts";
import { rowOf } from "./test/test-rows.ts";

let screen: ReturnType<typeof openScreen>;
let reader: ActivityReader;

beforeEach(() => {
  screen = openScreen([1, 2, 3].map((number) => rowOf(number)));
  reader = new ActivityReader(screen.store, screen.saver);
});

const activity = (given: Partial<Activity> = {}): Activity => ({
  sequence: "1",
  entries: [],
  isCut: false,
  bulks: [],
  ...given,
});
const rejected = (number: number, given: Partial<ActivityEntry> = {}): ActivityEntry => ({
  exemplarId: `id-${number}`,
  number,
  batchId: "theirs",
  kind: "reject",
  by: "Ada",
  at: "",
  ...given,
});
const bulk = (state: BulkProgress["state"], given: Partial<BulkProgress> = {}): BulkProgress => ({
  id: "bulk",
  task: { kind: "undo", batchId: "other" },
  state,
  expected: 2,
  changed: 2,
  skipped: 0,
  error: null,
  by: "Ada",
  createdAt: "",
  finishedAt: null,
  ...given,
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("what others decided", () => {
  it("comes to the rows that are held, and is said in one line", async () => {
    screen.others("id-2");
    screen.others("id-3");
    expect(reader.takeIn(activity({ entries: [rejected(2), rejected(3)] }))).toBe(true);
    await settle();
    expect(screen.shown()).toBe("prr");
    expect(screen.said()).toMatchObject({ key: "others", values: { by: "Ada", kind: "reject", count: 2 } });
  });

  it.each<[string, Partial<Activity>, string]>([
    ["by several", { entries: [rejected(1, { by: "Bo" }), rejected(2)] }, "othersMany"],
    ["too much of it", { entries: [rejected(1)], isCut: true }, "othersCut"],
  ])("is said shortly where it is %s", (_name, given, key) => {
    reader.takeIn(activity(given));
    expect(screen.said()?.key).toBe(key);
  });

  it("is not what was decided here", async () => {
    screen.press("accept");
    await screen.saver.flush();
    const [own] = screen.sent();
    expect(reader.takeIn(activity({ entries: [rejected(1, { batchId: own?.batchId ?? "" })] }))).toBe(false);
    expect(screen.said()?.key).toBe("accept");
  });

  it("leaves a row with changes on their way as it is", async () => {
    screen.server.line = "deaf";
    screen.press("accept");
    screen.others("id-1");
    reader.takeIn(activity({ entries: [rejected(1)] }));
    await settle();
    expect(screen.shown()).toBe("app");
  });

  it("is fetched for all that is looked at where there is too much to tell", async () => {
    screen.others("id-2");
    reader.takeIn(activity({ isCut: true }));
    await settle();
    expect(screen.shown()).toBe("prp");
  });
});

describe("bulk decisions", () => {
  it("show their progress, and when one ends, what it did", async () => {
    expect(reader.takeIn(activity({ isCut: true, bulks: [bulk("running", { changed: 1 })] }))).toBe(false);
    expect(screen.store.get().bulks).toMatchObject([{ changed: 1 }]);
    screen.others("id-2");
    expect(reader.takeIn(activity({ bulks: [bulk("done")] }))).toBe(true);
    await settle();
    expect(screen.shown()).toBe("prp");
    expect(screen.said()).toMatchObject({ key: "bulkDone", values: { count: 2 } });
    expect(reader.takeIn(activity({ bulks: [bulk("done")] }))).toBe(false);
  });

  it.each<[BulkProgress["state"], string]>([
    ["cancelled", "bulkCancelled"],
    ["failed", "bulkFailed"],
  ])("that are %s are told of", (state, key) => {
    reader.takeIn(activity());
    reader.takeIn(activity({ bulks: [bulk(state)] }));
    expect(screen.said()?.key).toBe(key);
  });

  it("that ended before one came are no news", () => {
    expect(reader.takeIn(activity({ bulks: [bulk("done")] }))).toBe(false);
    expect(screen.said()).toBeNull();
  });

  it("stay while no answer has told of them yet", () => {
    screen.store.update((state) => ({ ...state, bulks: [bulk("waiting")] }));
    reader.takeIn(activity());
    expect(screen.store.get().bulks).toHaveLength(1);
    reader.takeIn(activity({ bulks: [bulk("running")] }));
    reader.takeIn(activity());
    expect(screen.store.get().bulks).toEqual([]);
  });
});
