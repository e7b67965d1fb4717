import { describe, expect, it } from "vitest";
import { NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import type { Decision } from "../review.ts";
import { useBulkProject } from "../test/bulk-project.ts";
import { readDecision, writeDecision } from "./bulk.ts";
import { listBulks, previewBulk } from "./bulk-queries.ts";
import { cancelBulk } from "./cancel-bulk.ts";

useDatabase();
const { given, scope, set, start, make } = useBulkProject();
const preview = (decision: Decision, filter = NO_FILTER) => previewBulk({ ...scope(), decision, filter });

describe("previewBulk", () => {
  it("tells what would change, how much of it has open findings, and what is left out", async () => {
    await set([1, 2], { status: "accepted" });
    await set([3], { screenedAt: null });
    await set([2, 4, 5], { openFindings: 1 });
    await set([5], { openLeaks: 1 });
    await set([6], { suggestedLabelId: given.lost });
    await set([7], { suggestedLabelId: given.refund });
    await set([8], { flagged: true });
    const nothing = { withOpenFindings: 0, withOpenLeaks: 0, unscreened: 0, withoutSuggestion: 0 };
    const found = { ...nothing, matching: 10, withOpenFindings: 2, withOpenLeaks: 1 };
    expect(await preview({ kind: "accept" })).toEqual({ ...found, changing: 7, unscreened: 1 });
    expect(await preview({ kind: "reject" })).toEqual({ ...found, changing: 10, withOpenFindings: 3 });
    expect(await preview({ kind: "reopen" })).toMatchObject({ changing: 2, withOpenFindings: 1 });
    expect(await preview({ kind: "relabel", labelId: given.lost })).toMatchObject({ changing: 10 });
    expect(await preview({ kind: "relabel", labelId: given.refund })).toMatchObject({ changing: 0 });
    expect(await preview({ kind: "suggestion" })).toMatchObject({ changing: 1, withoutSuggestion: 8 });
    expect(await preview({ kind: "flag" })).toMatchObject({ changing: 9 });
    expect(await preview({ kind: "unflag" })).toMatchObject({ changing: 1 });
    expect(await preview({ kind: "confirm" })).toMatchObject({ changing: 10 });
    const accepted = { ...NO_FILTER, statuses: ["accepted" as const] };
    expect(await preview({ kind: "reopen" }, accepted)).toMatchObject({ matching: 2, changing: 2 });
  });

  it("tells nobody else anything", async () => {
    given.userId = (await seedUser("Other")).id;
    expect(await preview({ kind: "accept" })).toMatchObject({ matching: 0, changing: 0 });
  });
});

describe("listBulks", () => {
  it("has those under way, and those that ended within the last minute", async () => {
    const first = await start({ kind: "accept" });
    await make();
    const second = await start({ kind: "reject" });
    const third = await start({ kind: "reopen" });
    await cancelBulk({ ...scope(), bulkId: third.id });
    expect(await listBulks(scope())).toMatchObject([
      { id: first.id, state: "done", changed: 10, expected: 10, skipped: 0, error: null },
      { id: second.id, state: "waiting", task: { kind: "decide", decision: { kind: "reject" } } },
      { id: third.id, state: "cancelled" },
    ]);
    await db().bulkDecision.update({
      where: { id: first.id },
      data: { finishedAt: new Date(Date.now() - 61_000) },
    });
    expect((await listBulks(scope())).map(({ id }) => id)).toEqual([second.id, third.id]);
    given.userId = (await seedUser("Other")).id;
    expect(await listBulks(scope())).toEqual([]);
  });
});

describe("a decision in an address", () => {
  const labelId = "00000000-0000-4000-8000-000000000000";
  it.each<Decision>([{ kind: "accept" }, { kind: "suggestion" }, { kind: "relabel", labelId }])(
    "%j",
    (decision) => {
      expect(readDecision(writeDecision(decision))).toEqual(decision);
    },
  );

  it.each([
    [[]],
    [[["decision", "burn"]]],
    [[["decision", "relabel"]]],
    [
      [
        ["decision", "relabel"],
        ["to", "x"],
      ],
    ],
  ])("%j is none", (parameters) => {
    expect(readDecision(parameters as [string, string][])).toBeNull();
  });
});
