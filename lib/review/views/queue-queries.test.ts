import { beforeAll, describe, expect, it } from "vitest";
import { listExemplars } from "#lib/exemplars/exemplar-queries.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment, seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { listQueueCounts } from "./queue-queries.ts";
import { QUEUE_IDS, queueView } from "./queues.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let refund = "";
let lost = "";

beforeAll(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost", "done with"] });
  const ids = project.labels.map(({ id }) => id);
  [refund = "", lost = ""] = ids;
  const done = ids[2] ?? "";
  const suggested = (suggestedLabelId: string, suggestionScore: number) => ({
    suggestedLabelId,
    suggestionScore,
    suggestionSource: "prototype" as const,
  });
  const { exemplars } = await seedRun({
    projectId: project.id,
    userId,
    exemplars: [
      { text: "1 clean, agrees", labelId: refund, ...suggested(refund, 0.6) },
      { text: "2 clean, agrees more", labelId: refund, ...suggested(refund, 0.9) },
      { text: "3 agrees, not screened", labelId: refund, screenedAt: null, ...suggested(refund, 0.9) },
      { text: "4 agrees, finding overridden", labelId: refund, ...suggested(refund, 0.9) },
      { text: "5 differs", labelId: refund, ...suggested(lost, 0.7) },
      { text: "6 differs more", labelId: refund, ...suggested(lost, 0.8) },
      { text: "7 differs, decided", labelId: refund, status: "accepted", ...suggested(lost, 0.8) },
      { text: "8 leak", labelId: lost, leakProbability: 0.6 },
      { text: "9 leak, accepted", labelId: lost, status: "accepted" },
      { text: "10 leak, rejected", labelId: lost, status: "rejected" },
      { text: "11 conflict", labelId: lost, status: "accepted" },
      { text: "12 flagged", labelId: lost, status: "rejected", flagged: true },
      { text: "13 edited", originalText: "13", labelId: lost },
      { text: "14 edited, decided", originalText: "14", labelId: lost, status: "accepted" },
      { text: "15 nothing pending", labelId: done, status: "rejected" },
      { text: "16 the judge disagrees", labelId: lost },
      { text: "17 the judge agrees", labelId: lost },
      { text: "18 the judge fits it to none, rejected", labelId: lost, status: "rejected" },
    ],
  });
  const at = (number: number) => {
    const exemplar = exemplars.find((other) => other.number === number);
    if (!exemplar) throw new Error(`no #${number}`);
    return exemplar;
  };
  await seedFinding({ exemplar: at(4), kind: "nearLeak", state: "overridden" });
  await seedFinding({ exemplar: at(8), kind: "semanticLeak", score: 0.6, detector: "combined" });
  await seedFinding({ exemplar: at(9), kind: "unjudged", score: 0.8 });
  await seedFinding({ exemplar: at(10), kind: "exactLeak" });
  await seedFinding({ exemplar: at(11), kind: "labelConflict" });
  await seedAssessment(at(16), { labelId: refund });
  await seedAssessment(at(17), { labelId: lost, confidence: 0.5 });
  await seedAssessment(at(18), { labelId: null });
  // Another project, of which nothing may be counted.
  const other = await seedProject({ ownerId: userId });
  const elsewhere = await seedRun({
    projectId: other.id,
    userId,
    exemplars: [{ text: "elsewhere", labelId: other.labels[0]?.id ?? "", flagged: true }],
  });
  for (const exemplar of elsewhere.exemplars) await seedFinding({ exemplar, kind: "exactLeak" });
});

const scope = () => ({ userId, projectId: project.id });

describe("queues", () => {
  it.each([
    ["quickAccepts", [2, 1, 17]],
    ["leaks", [9, 8]],
    ["labelConflicts", [11, 16]],
    ["disagreements", [16, 6, 5]],
    ["flagged", [12]],
    ["edited", [13]],
    ["all", Array.from({ length: 18 }, (_, index) => index + 1)],
  ] as const)("%s holds what it says, in its order", async (id, numbers) => {
    const { rows } = await listExemplars({ ...scope(), ...queueView(id), page: { from: "start" } });
    expect(rows.map(({ number }) => number)).toEqual(numbers);
  });

  it("that need attention hold all that is pending", async () => {
    const { rows } = await listExemplars({ ...scope(), ...queueView("attention"), page: { from: "start" } });
    expect(rows.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 8, 13, 16, 17,
    ]);
  });

  it("of the least represented label is of the one with the fewest accepted and some pending", async () => {
    const { leastLabelId } = await listQueueCounts(scope());
    expect(leastLabelId).toBe(refund);
    const view = queueView("leastLabel", leastLabelId);
    const { rows } = await listExemplars({ ...scope(), ...view, page: { from: "start" } });
    expect(rows.map(({ number }) => number).toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("have the counts of what they show", async () => {
    const { counts, leastLabelId } = await listQueueCounts(scope());
    for (const id of QUEUE_IDS) {
      const view = queueView(id, leastLabelId);
      const { rows } = await listExemplars({ ...scope(), ...view, page: { from: "start" } });
      expect({ id, count: counts[id] }).toEqual({ id, count: rows.length });
    }
  });

  it("of a large project are counted piece by piece, until nobody waits for them", async () => {
    const before = await listQueueCounts(scope());
    const where = { id: project.id };
    const { lastExemplarNumber } = await db().project.findUniqueOrThrow({ where });
    // The rows between are deleted ones.
    await db().project.update({ where, data: { lastExemplarNumber: 60_000 } });
    await db().exemplar.updateMany({
      where: { projectId: project.id, number: { gt: 8 } },
      data: { number: { increment: 50_000 } },
    });
    expect(await listQueueCounts(scope())).toEqual(before);
    await expect(listQueueCounts({ ...scope(), signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    await db().exemplar.updateMany({
      where: { projectId: project.id, number: { gt: 8 } },
      data: { number: { decrement: 50_000 } },
    });
    await db().project.update({ where, data: { lastExemplarNumber } });
  });

  it("are empty for a stranger", async () => {
    const stranger = await seedUser();
    const { counts, leastLabelId } = await listQueueCounts({ userId: stranger.id, projectId: project.id });
    expect(leastLabelId).toBeNull();
    expect(Object.values(counts)).toEqual(QUEUE_IDS.map(() => 0));
  });
});
