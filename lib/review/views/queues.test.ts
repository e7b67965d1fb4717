import { describe, expect, it } from "vitest";
import { NO_FILTER, readView, writeView } from "#lib/exemplars/exemplar-views.ts";
import { QUEUE_IDS, queueOf, queueView } from "./queues.ts";
import { plainQuery, sameName } from "./views.ts";

const LABEL = "01939f0e-7b1c-7cc5-9d0a-0f6b7a1c2d3e";

describe("queues", () => {
  it.each(QUEUE_IDS)("%s is known by its view, also as it stands in the address", (id) => {
    const view = queueView(id, LABEL);
    expect(queueOf(view)).toBe(id);
    expect(queueOf(readView(new URLSearchParams(writeView(view))))).toBe(id);
  });

  it("are told apart", () => {
    expect(new Set(QUEUE_IDS.map((id) => writeView(queueView(id, LABEL)))).size).toBe(QUEUE_IDS.length);
  });

  it("are none once they are changed", () => {
    const view = queueView("leaks");
    expect(queueOf({ ...view, filter: { ...view.filter, text: "card" } })).toBeNull();
    expect(queueOf({ ...view, sort: { key: "leak", direction: "asc" } })).toBeNull();
    expect(queueOf({ ...view, filter: { ...NO_FILTER, labelIds: [LABEL] } })).toBeNull();
  });

  it("only the one of the least represented label names a label", () => {
    const named = QUEUE_IDS.filter((id) => queueView(id, LABEL).filter.labelIds.length > 0);
    expect(named).toEqual(["leastLabel"]);
  });
});

describe("saved views", () => {
  it.each([
    ["status=pending&at=12", "status=pending"],
    ["sort=leak-desc&status=pending", "status=pending&sort=leak-desc"],
    ["colour=red&run=x", ""],
    ["q=a%26b&mode=exact", "q=a%26b&mode=exact"],
  ])("keep of the address %o what the screen asks by", (address, plain) => {
    expect(plainQuery(address)).toBe(plain);
  });

  it("have names that differ in more than case", () => {
    const views = [{ name: "Leaks of refunds" }];
    expect(sameName(views, "LEAKS of refunds")).toBe(views[0]);
    expect(sameName(views, "leaks of refund")).toBeUndefined();
  });
});
