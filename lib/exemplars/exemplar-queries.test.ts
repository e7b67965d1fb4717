import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedFinding, seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { countExemplars } from "./exemplar-count-queries.ts";
import type { PageRequest } from "./exemplar-pages.ts";
import { getExemplar, listExemplars, listExemplarsByNumber } from "./exemplar-queries.ts";
import {
  DEFAULT_SORT,
  type ExemplarFilter,
  type ExemplarSort,
  NO_FILTER,
  SORT_KEYS,
} from "./exemplar-views.ts";
import { EXEMPLAR_LIMITS } from "./exemplars.ts";

useDatabase();

const ROWS = 350;
const STATUSES = ["pending", "accepted", "rejected"] as const;
let userId: string;
let project: SeededProject;

const labelAt = (position: number) => project.labels[position % 3]?.id ?? "";

beforeAll(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost", "other"] });
  // Numbers 1–340 in the first run and 341–350 in the second; many equal sort values, many without one.
  const exemplars = Array.from({ length: ROWS }, (_, position) => ({
    text: `text ${position + 1}${position % 10 === 0 ? " 100% Sure_thing" : ""}`,
    labelId: labelAt(position),
    status: STATUSES[position % 7 === 0 ? 1 : position % 11 === 0 ? 2 : 0] ?? "pending",
    leakProbability: position % 4 === 0 ? null : (position % 8) / 8,
    similarity: position % 4 === 0 ? null : (position % 5) / 5,
    screenedAt: position % 4 === 0 ? null : new Date(),
    decidedAt: position % 7 === 0 ? new Date(Date.UTC(2026, 0, 1, 0, 0, 0, position % 3)) : null,
    openFindings: position % 6 === 1 ? 1 : 0,
  }));
  const first = await seedRun({ projectId: project.id, userId, exemplars: exemplars.slice(0, 340) });
  await seedRun({ projectId: project.id, userId, exemplars: exemplars.slice(340) });
  for (const exemplar of first.exemplars.filter(({ number }) => number % 6 === 2).slice(0, 12)) {
    const overridden = exemplar.number % 4 === 0;
    await seedFinding({
      exemplar,
      kind: exemplar.number % 12 === 2 ? "exactLeak" : "duplicate",
      state: overridden ? "overridden" : "open",
    });
  }
  // Another project of the same owner, which no query of the first may see.
  const other = await seedProject({ ownerId: userId });
  await seedRun({
    projectId: other.id,
    userId,
    exemplars: [{ text: "text elsewhere", labelId: other.labels[0]?.id ?? "" }],
  });
});

const page = (
  request: PageRequest,
  filter: Partial<ExemplarFilter> = {},
  sort: ExemplarSort = DEFAULT_SORT,
) =>
  listExemplars({ userId, projectId: project.id, filter: { ...NO_FILTER, ...filter }, sort, page: request });

/** All numbers of a result, walked page by page to its end. */
async function walkDown(filter: Partial<ExemplarFilter>, sort: ExemplarSort) {
  const first = await page({ from: "start" }, filter, sort);
  expect(first).toMatchObject({ hasBefore: false, start: 0 });
  const numbers = first.rows.map(({ number }) => number);
  let { last, hasAfter } = first;
  while (hasAfter && last) {
    const next = await page({ from: "after", cursor: last }, filter, sort);
    numbers.push(...next.rows.map(({ number }) => number));
    ({ last, hasAfter } = next);
  }
  return { numbers, last };
}

/** The order that a sort means, by plain sorting. */
async function expectedNumbers({ key, direction }: ExemplarSort, statuses: string[] = []) {
  const rows = await db().exemplar.findMany({ where: { projectId: project.id }, include: { label: true } });
  const sign = direction === "asc" ? 1 : -1;
  const value = (row: (typeof rows)[number]) =>
    ({
      number: 0,
      leak: row.leakProbability,
      similarity: row.similarity,
      findings: row.openFindings,
      label: row.label.position,
      decided: row.decidedAt?.getTime() ?? null,
    })[key];
  return rows
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .sort((a, b) => {
      const [left, right] = [value(a), value(b)];
      if (left === null || right === null) {
        return left === right ? sign * (a.number - b.number) : left === null ? 1 : -1;
      }
      return sign * (left - right || a.number - b.number);
    })
    .map(({ number }) => number);
}

const SORTS = SORT_KEYS.flatMap((key) => [
  { key, direction: "asc" } as const,
  { key, direction: "desc" } as const,
]);

describe.each(SORTS)("sorted by $key $direction", (sort) => {
  const filters = [{ statuses: [] }, { statuses: ["pending" as const] }];
  it.each(filters)("goes down in order under %o", async (filter) => {
    expect((await walkDown(filter, sort)).numbers).toEqual(await expectedNumbers(sort, filter.statuses));
  });

  it("goes up in order", async () => {
    const expected = await expectedNumbers(sort);
    const end = await page({ from: "index", index: ROWS - 1 }, {}, sort);
    expect(end).toMatchObject({ hasBefore: true, hasAfter: false, start: ROWS - 1 });
    const numbers = end.rows.map(({ number }) => number);
    let { first, hasBefore } = end;
    while (hasBefore && first) {
      const next = await page({ from: "before", cursor: first }, {}, sort);
      numbers.unshift(...next.rows.map(({ number }) => number));
      ({ first, hasBefore } = next);
    }
    expect(numbers).toEqual(expected);
  });

  it("opens around any exemplar, and says where that is", async () => {
    const expected = await expectedNumbers(sort);
    for (const number of [expected[0], expected[60], expected[175], expected[349]]) {
      const opened = await page({ from: "around", number: number ?? 0 }, {}, sort);
      const start = opened.start ?? -1;
      expect(opened.rows.map((row) => row.number)).toEqual(expected.slice(start, start + opened.rows.length));
      expect(opened.rows.some((row) => row.number === number)).toBe(true);
      expect([opened.hasBefore, opened.hasAfter]).toEqual([start > 0, start + opened.rows.length < ROWS]);
    }
  });

  it("opens at any index", async () => {
    const expected = await expectedNumbers(sort);
    for (const index of [0, 120, 270, 349, 400]) {
      const opened = await page({ from: "index", index }, {}, sort);
      expect(opened.rows.map((row) => row.number)).toEqual(
        expected.slice(index, index + EXEMPLAR_LIMITS.pageRows),
      );
    }
  });
});

it("keeps its place when a row at the cursor was decided", async () => {
  const sort: ExemplarSort = { key: "similarity", direction: "desc" };
  const filter = { statuses: ["pending" as const] };
  const first = await page({ from: "start" }, filter, sort);
  const second = await page({ from: "after", cursor: first.last ?? "" }, filter, sort);
  const ids = first.rows.slice(-30).map(({ id }) => id);
  await db().exemplar.updateMany({
    where: { id: { in: ids } },
    data: { status: "accepted", similarity: null },
  });
  expect(await page({ from: "after", cursor: first.last ?? "" }, filter, sort)).toEqual(second);
  await Promise.all(
    first.rows
      .slice(-30)
      .map(({ id, similarity }) =>
        db().exemplar.update({ where: { id }, data: { status: "pending", similarity } }),
      ),
  );
});

describe("filters", () => {
  const matching = async (filter: Partial<ExemplarFilter>) => {
    const counts = await countExemplars({
      userId,
      projectId: project.id,
      filter: { ...NO_FILTER, ...filter },
    });
    const { numbers } = await walkDown(filter, DEFAULT_SORT);
    expect(counts.matching).toBe(numbers.length);
    expect(counts.total).toBe(ROWS);
    return numbers;
  };
  const where = async (data: NonNullable<Parameters<typeof findNumbers>[0]>) => findNumbers(data);
  const findNumbers = async (condition: object) =>
    (
      await db().exemplar.findMany({
        where: { projectId: project.id, ...condition },
        orderBy: { number: "asc" },
      })
    ).map(({ number }) => number);

  it.each<[string, () => Partial<ExemplarFilter>, () => object]>([
    ["status", () => ({ statuses: ["accepted"] }), () => ({ status: "accepted" })],
    ["two statuses", () => ({ statuses: ["accepted", "rejected"] }), () => ({ status: { not: "pending" } })],
    ["label", () => ({ labelIds: [labelAt(1)] }), () => ({ labelId: labelAt(1) })],
    ["run", () => ({ runs: [2] }), () => ({ number: { gt: 340 } })],
    ["no such run", () => ({ runs: [99] }), () => ({ number: -1 })],
    ["kind", () => ({ findings: ["exactLeak"] }), () => ({ findings: { some: { kind: "exactLeak" } } })],
    [
      "state",
      () => ({ findingState: "overridden" }),
      () => ({ findings: { some: { state: "overridden" } } }),
    ],
    [
      "kind in a state",
      () => ({ findings: ["duplicate"], findingState: "open" }),
      () => ({ findings: { some: { kind: "duplicate", state: "open" } } }),
    ],
    ["none", () => ({ findings: ["none"] }), () => ({ screenedAt: { not: null }, findings: { none: {} } })],
    ["unscreened", () => ({ findings: ["unscreened"] }), () => ({ screenedAt: null })],
    ["probability from", () => ({ leakFrom: 0.5 }), () => ({ leakProbability: { gte: 0.5 } })],
    [
      "probability range",
      () => ({ leakFrom: 0.2, leakTo: 0.5, similarityFrom: 0.4 }),
      () => ({ leakProbability: { gte: 0.2, lte: 0.5 }, similarity: { gte: 0.4 } }),
    ],
    ["score from", () => ({ similarityFrom: 0.6 }), () => ({ similarity: { gte: 0.6 } })],
    [
      "score range",
      () => ({ similarityFrom: 0.2, similarityTo: 0.4 }),
      () => ({ similarity: { gte: 0.2, lte: 0.4 } }),
    ],
    ["text in any case", () => ({ text: " SURE_" }), () => ({ text: { contains: "Sure_" } })],
    ["a text with signs of patterns", () => ({ text: "0% s" }), () => ({ text: { contains: "100% Sure" } })],
    ["no pattern", () => ({ text: "t%1" }), () => ({ number: -1 })],
    [
      "several at once",
      () => ({ statuses: ["pending"], labelIds: [labelAt(0), labelAt(2)], runs: [1], similarityTo: 0.6 }),
      () => ({
        status: "pending",
        labelId: { in: [labelAt(0), labelAt(2)] },
        number: { lte: 340 },
        similarity: { lte: 0.6 },
      }),
    ],
  ])("by %s", async (_name, filter, condition) => {
    expect(await matching(filter())).toEqual(await where(condition()));
  });

  it("counts beside each value what the other fields leave", async () => {
    const filter: ExemplarFilter = { ...NO_FILTER, statuses: ["accepted"], labelIds: [labelAt(0)] };
    const counts = await countExemplars({ userId, projectId: project.id, filter });
    const ofLabel = { projectId: project.id, labelId: labelAt(0) };
    const accepted = { projectId: project.id, status: "accepted" as const };
    expect(counts.statuses.pending).toBe(
      await db().exemplar.count({ where: { ...ofLabel, status: "pending" } }),
    );
    expect(counts.labels[labelAt(1)]).toBe(
      await db().exemplar.count({ where: { ...accepted, labelId: labelAt(1) } }),
    );
    expect(counts.matching).toBe(await db().exemplar.count({ where: { ...accepted, labelId: labelAt(0) } }));
    expect(counts.unscreened).toBe(
      await db().exemplar.count({ where: { projectId: project.id, screenedAt: null } }),
    );
    expect(counts.runs.map(({ number }) => number)).toEqual([2, 1]);
    const leaks = { ...accepted, labelId: labelAt(0), findings: { some: { kind: "exactLeak" as const } } };
    expect(counts.findings.exactLeak).toBe(await db().exemplar.count({ where: leaks }));
  });
});

describe("rows", () => {
  it("carry what the grid shows", async () => {
    const [row] = await listExemplarsByNumber({ userId, projectId: project.id, numbers: [2] });
    expect(row).toMatchObject({
      number: 2,
      text: "text 2",
      textLength: 6,
      edited: false,
      label: { id: labelAt(1), name: "card lost" },
      intendedLabelId: labelAt(1),
      status: "pending",
      leakProbability: 0.97,
      similarity: 0,
      screened: true,
      findings: [{ kind: "exactLeak", state: "open" }],
      run: { number: 1 },
      recipe: { version: 1 },
      revision: 0,
    });
  });

  it("are not given to a stranger", async () => {
    const scope = { userId: (await seedUser("Stranger")).id, projectId: project.id };
    const view = { filter: NO_FILTER, sort: DEFAULT_SORT };
    const [row] = await listExemplarsByNumber({ userId, projectId: project.id, numbers: [1] });
    expect((await listExemplars({ ...scope, ...view, page: { from: "start" } })).rows).toEqual([]);
    expect((await countExemplars({ ...scope, filter: NO_FILTER })).total).toBe(0);
    expect(await listExemplarsByNumber({ ...scope, numbers: [1] })).toEqual([]);
    const foreign = getExemplar({ ...scope, exemplarId: row?.id ?? "" });
    await expect(foreign).rejects.toMatchObject({ code: "not-found" });
  });

  it("are refused to a cursor of another sort", async () => {
    const byLabel = page({ from: "after", cursor: "1~" }, {}, { key: "label", direction: "asc" });
    await expect(byLabel).rejects.toMatchObject({ code: "invalid" });
  });
});
