import { beforeEach, describe, expect, it } from "vitest";
import { readAddress, writeAddress } from "./review-state.ts";
import type { ReviewStore } from "./review-store.ts";
import { openHonestStore, settle, TOTAL, view } from "./test/honest-store.ts";

let store: ReviewStore;
beforeEach(() => {
  ({ store } = openHonestStore());
});

describe("the layout", () => {
  it("keeps place, selection and what is open; clusters stand sorted by group, and the sort comes back", async () => {
    const label = { key: "label", direction: "desc" } as const;
    await store.openView({ ...view, sort: label }, 500);
    store.toggle();
    store.toggleOpen("id-500");
    for (const [layout, sort] of [
      ["cards", label],
      ["clusters", { key: "group", direction: "asc" }],
      ["table", label],
    ] as const) {
      store.setLayout(layout);
      await settle();
      expect(store.get()).toMatchObject({ layout, view: { sort }, opened: new Set(["id-500"]) });
      expect(store.currentRow()?.number).toBe(500);
      expect([...store.get().selected.keys()]).toEqual(["id-500"]);
    }
  });
});

describe("the address", () => {
  it.each([
    ["", { layout: "table", view }],
    ["layout=cards&status=pending", { layout: "cards", view: { filter: { statuses: ["pending"] } } }],
    ["layout=clusters", { layout: "clusters", view: { sort: { key: "group" } } }],
    ["layout=clusters&sort=label-asc", { layout: "clusters", view: { sort: { key: "group" } } }],
    ["layout=pile", { layout: "table" }],
  ])("%s asks for a layout that its sort fits", (address, expected) => {
    expect(readAddress(new URLSearchParams(address))).toMatchObject(expected);
  });

  it("says all that is shown, and nothing that need not be said", () => {
    expect(writeAddress(view, "table", null)).toBe("");
    expect(writeAddress(view, "cards", 7)).toBe("at=7&layout=cards");
  });

  it("leaves the clusters where another sort is asked for", async () => {
    store.setLayout("clusters");
    await settle();
    await store.openView({ ...view, sort: { key: "label", direction: "asc" } }, null);
    expect(store.get()).toMatchObject({ layout: "table", view: { sort: { key: "label" } } });
  });
});

describe("panels", () => {
  it("give way to what was there before them", () => {
    store.togglePanel("keys");
    store.togglePanel("session");
    store.togglePanel("session");
    expect(store.get().panel).toBe("details");
    store.togglePanel("details");
    store.togglePanel("keys");
    store.togglePanel("keys");
    expect(store.get().panel).toBeNull();
  });
});

describe("what is done before the row has come", () => {
  it("waits for it, and what is done after it keeps its order", async () => {
    const done: string[] = [];
    store.moveTo(TOTAL - 1);
    store.inTurn(() => done.push(`row ${store.currentRow()?.number}`), true);
    store.inTurn(() => done.push("after"), false);
    expect(done).toEqual([]);
    await settle();
    expect(done).toEqual([`row ${TOTAL}`, "after"]);
    store.inTurn(() => done.push("at once"), true);
    expect(done).toHaveLength(3);
  });
});
