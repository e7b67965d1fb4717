import { createHash } from "node:crypto";
import { beforeAll, expect } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { countExemplars } from "../counts/exemplar-count-queries.ts";
import type { PageRequest } from "../exemplar-pages.ts";
import { listExemplars } from "../exemplar-queries.ts";
import { DEFAULT_SORT, type ExemplarFilter, type ExemplarSort, NO_FILTER } from "../exemplar-views.ts";

export const ROWS = 350;
const STATUSES = ["pending", "accepted", "rejected"] as const;
const GROUPS = [1, 2, 3, 4].map((group) => `01939f0e-7b1c-7cc5-9d0a-00000000000${group}`);

/**
 * For the whole file a project of 350 exemplars, numbers 1–340 of the first run and 341–350 of the second, with many
 * equal values of every sort and many without one; and another project of the same owner, which nothing may see.
 */
export function useExemplarProject() {
  const given = { userId: "", reviewerId: "", projectId: "", secondLookId: "", labels: [] as string[] };
  const labelAt = (position: number) => given.labels[position % 3] ?? "";

  beforeAll(async () => {
    given.userId = (await seedUser()).id;
    given.reviewerId = (await seedUser("Reviewer")).id;
    const project = await seedProject({ ownerId: given.userId, labels: ["refund", "card lost", "other"] });
    given.projectId = project.id;
    given.labels = project.labels.map(({ id }) => id);
    const exemplars = Array.from({ length: ROWS }, (_, position) => exemplarAt(given, labelAt, position));
    const scope = { projectId: project.id, userId: given.userId };
    const first = await seedRun({ ...scope, exemplars: exemplars.slice(0, 340) });
    await seedRun({ ...scope, exemplars: exemplars.slice(340) });
    for (const exemplar of first.exemplars.filter(({ number }) => number % 6 === 2).slice(0, 12)) {
      const overridden = exemplar.number % 4 === 0;
      await seedFinding({
        exemplar,
        kind: exemplar.number % 12 === 2 ? "exactLeak" : "duplicate",
        state: overridden ? "overridden" : "open",
      });
    }
    await seedNotesAndLook(given, first.exemplars);
    await seedElsewhere(given.userId);
  });

  const scopeOf = (filter: Partial<ExemplarFilter>, alike?: readonly string[]) => ({
    userId: given.userId,
    projectId: given.projectId,
    filter: { ...NO_FILTER, ...filter },
    alike,
  });
  const page = (
    request: PageRequest,
    filter: Partial<ExemplarFilter> = {},
    sort: ExemplarSort = DEFAULT_SORT,
    alike?: readonly string[],
  ) => listExemplars({ ...scopeOf(filter, alike), sort, page: request });

  return {
    given,
    labelAt,
    page,
    counts: (filter: Partial<ExemplarFilter> = {}, alike?: readonly string[]) =>
      countExemplars(scopeOf(filter, alike)),
    /** The exemplars' numbers that fit, in their order, by what Prisma makes of it. */
    numbersWhere: async (condition: object) => {
      const where = { projectId: given.projectId, ...condition };
      const rows = await db().exemplar.findMany({ where, orderBy: { number: "asc" } });
      return rows.map(({ number }) => number);
    },
    /** All numbers of a result, walked page by page to its end. */
    walkDown: async (filter: Partial<ExemplarFilter>, sort = DEFAULT_SORT, alike?: readonly string[]) => {
      const first = await page({ from: "start" }, filter, sort, alike);
      expect(first).toMatchObject({ hasBefore: false, start: 0 });
      const numbers = first.rows.map(({ number }) => number);
      let { last, hasAfter } = first;
      while (hasAfter && last) {
        const next = await page({ from: "after", cursor: last }, filter, sort, alike);
        numbers.push(...next.rows.map(({ number }) => number));
        ({ last, hasAfter } = next);
      }
      return numbers;
    },
    /** All numbers of a result, walked page by page from its last row to its beginning. */
    walkUp: async (
      length: number,
      sort: ExemplarSort,
      filter: Partial<ExemplarFilter> = {},
      alike?: string[],
    ) => {
      const end = await page({ from: "index", index: length - 1 }, filter, sort, alike);
      expect(end).toMatchObject({ hasBefore: true, hasAfter: false, start: length - 1 });
      const numbers = end.rows.map(({ number }) => number);
      let { first, hasBefore } = end;
      while (hasBefore && first) {
        const next = await page({ from: "before", cursor: first }, filter, sort, alike);
        numbers.unshift(...next.rows.map(({ number }) => number));
        ({ first, hasBefore } = next);
      }
      return numbers;
    },
  };
}

type Given = { userId: string; reviewerId: string; projectId: string };

function exemplarAt(given: Given, labelAt: (position: number) => string, position: number) {
  const isSuggested = position % 5 !== 0;
  return {
    text: `text ${position + 1}${position % 10 === 0 ? " 100% Sure_thing" : ""}`,
    ...(position % 19 === 3 ? { originalText: "as it was" } : {}),
    labelId: labelAt(position),
    intendedLabelId: labelAt(position % 17 === 0 ? position + 1 : position),
    status: STATUSES[position % 7 === 0 ? 1 : position % 11 === 0 ? 2 : 0] ?? "pending",
    leakProbability: position % 4 === 0 ? null : (position % 8) / 8,
    similarity: position % 4 === 0 ? null : (position % 5) / 5,
    screenedAt: position % 4 === 0 ? null : new Date(),
    createdAt: new Date(Date.UTC(2026, 1, 1, 0, position)),
    decidedAt: position % 7 === 0 ? new Date(Date.UTC(2026, 0, 1, 0, 0, 0, position % 3)) : null,
    decidedById: position % 7 === 0 ? (position % 2 === 0 ? given.userId : given.reviewerId) : null,
    openFindings: position % 6 === 1 ? 1 : 0,
    flagged: position % 13 === 0,
    clusterId: position % 30 === 4 ? (GROUPS[0] ?? null) : null,
    groupId: position % 3 === 0 ? (GROUPS[position % 4] ?? null) : null,
    judgeScore: position % 3 === 1 ? null : 1 + (position % 5),
    suggestedLabelId: isSuggested ? labelAt(position % 5 === 1 ? position + 1 : position) : null,
    suggestionScore: isSuggested ? (position % 9) / 10 + 0.05 : null,
    suggestionSource: isSuggested ? ("prototype" as const) : null,
    slots: { topic: `topic ${position % 4}`, "a persona": `p${position % 3}: "x", ü` },
  };
}

async function seedNotesAndLook(
  given: Given & { secondLookId: string },
  exemplars: { id: string; number: number; labelId: string; text: string }[],
) {
  const { projectId, userId } = given;
  const noted = exemplars.filter(({ number }) => number % 50 === 0);
  await db().note.createMany({
    data: noted.flatMap(({ id: exemplarId, number }) => [
      { exemplarId, projectId, userId, text: "why?", removedAt: number === 100 ? new Date() : null },
      { exemplarId, projectId, userId, text: "gone", removedAt: new Date() },
      ...(number === 50 ? [{ exemplarId, projectId, userId, text: "because" }] : []),
    ]),
  });
  const look = await db().secondLook.create({
    data: { projectId, number: 1, population: 9, seed: 1, fromSequence: 1n, createdById: userId },
  });
  given.secondLookId = look.id;
  await db().secondLookExemplar.createMany({
    // Those that are not accepted have been rejected since.
    data: exemplars
      .filter(({ number }) => number % 25 === 0)
      .map(({ id, labelId, text }) => ({
        lookId: look.id,
        exemplarId: id,
        labelId,
        digest: createHash("md5").update(text).digest("hex"),
      })),
  });
}

async function seedElsewhere(ownerId: string) {
  const other: SeededProject = await seedProject({ ownerId });
  const { exemplars } = await seedRun({
    projectId: other.id,
    userId: ownerId,
    exemplars: [{ text: "text elsewhere", labelId: other.labels[0]?.id ?? "", flagged: true }],
  });
  await db().note.createMany({
    data: exemplars.map(({ id }) => ({ projectId: other.id, exemplarId: id, userId: ownerId, text: "hm" })),
  });
}
