import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { seedMatch, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import type { SavedChange, SentChange } from "../changes.ts";
import type { Decision } from "../review.ts";
import { saveChanges } from "./save-changes.ts";

usePostgres();

const COUNT = 200;
const AT_ONCE = 8;
const made = { userId: "", projectId: "" };
let labelId = "";
let ids: string[] = [];

beforeAll(async () => {
  made.userId = (await seedUser("Ada")).id;
  const project = await seedProject({ ownerId: made.userId, labels: ["refund", "card lost"] });
  made.projectId = project.id;
  labelId = project.labels[1]?.id ?? "";
  const { exemplars } = await seedRun({
    ...made,
    exemplars: Array.from({ length: COUNT }, (_, n) => ({
      text: `text ${n}`,
      labelId: project.labels[0]?.id ?? "",
    })),
  });
  ids = exemplars.map(({ id }) => id);
  // Relabelling one locks others with it.
  for (const [n, exemplar] of exemplars.entries()) {
    if (n > 0) await seedMatch(exemplar, "exemplar", { matchId: ids[n - 1] ?? "", probability: 0.95 });
  }
});

/** Decides one after another, as they are seen at the start, some at a time; tells what came of each. */
async function browser(order: readonly string[], decisions: readonly Decision[]) {
  const changes = order.map((id, n): SentChange => {
    const decision = decisions[n % decisions.length] ?? { kind: "accept" };
    return { kind: "decide", batchId: randomUUID(), exemplarIds: [id], revisions: [0], decision };
  });
  const saved: SavedChange[] = [];
  for (let place = 0; place < changes.length; place += AT_ONCE) {
    saved.push(...(await saveChanges({ ...made, changes: changes.slice(place, place + AT_ONCE) })));
  }
  return changes.map((change, n) => ({ id: order[n] ?? "", batchId: change.batchId, saved: saved[n] }));
}

describe("two browsers deciding the same exemplars in opposite orders", () => {
  it("lose no decision: each is recorded, or is told of the one that came first", async () => {
    const results = await Promise.all([
      browser(ids, [{ kind: "accept" }, { kind: "relabel", labelId }]),
      browser(ids.toReversed(), [{ kind: "reject" }, { kind: "relabel", labelId }, { kind: "flag" }]),
    ]);
    const log = await db().decision.findMany({ where: { projectId: made.projectId } });
    const recorded = new Map(log.map((row) => [row.batchId, row]));
    const outcomes = results.flat();
    expect(outcomes).toHaveLength(2 * COUNT);
    for (const { id, batchId, saved } of outcomes) {
      const row = recorded.get(batchId);
      if (row) {
        expect(row.exemplarId).toBe(id);
        expect(saved).toEqual({ outcome: { kind: "decided", decided: 1, left: [] } });
      } else {
        const first = log.find(({ exemplarId }) => exemplarId === id);
        expect(saved).toEqual({
          outcome: {
            kind: "decided",
            decided: 0,
            left: [
              {
                id,
                reason: "changed",
                newest: { kind: first?.kind, by: "Ada", at: first?.createdAt.toISOString() },
              },
            ],
          },
        });
      }
    }
    // One of the two each time, and the exemplar is as that one says.
    expect(log).toHaveLength(COUNT);
    const exemplars = await db().exemplar.findMany({ where: { projectId: made.projectId } });
    for (const { id, status, labelId: label, revision } of exemplars) {
      const row = log.find(({ exemplarId }) => exemplarId === id);
      expect([status, label, revision]).toEqual([row?.toStatus, row?.toLabelId, 1]);
    }
  });
});
