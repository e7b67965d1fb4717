import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { segmentsOf } from "./exemplar-order-queries.ts";
import { type ExemplarSort, SORT_KEYS } from "./exemplar-views.ts";
import { EXEMPLAR_LIMITS } from "./exemplars.ts";
import { ROWS, useExemplarProject } from "./test/exemplar-project.ts";

useDatabase();
const { given, page, walkDown, walkUp } = useExemplarProject();

type Row = Awaited<ReturnType<typeof allRows>>[number];

const allRows = () =>
  db().exemplar.findMany({ where: { projectId: given.projectId }, include: { label: true } });

/** What a row is sorted by, as it is meant. */
const VALUES: Record<Exclude<ExemplarSort["key"], "likeness">, (row: Row) => number | string | null> = {
  number: () => 0,
  attention: (row) => {
    if (row.status !== "pending") return null;
    const leak = row.leakProbability ?? 0;
    const score = row.suggestionScore ?? 0;
    const sure = row.suggestedLabelId === row.labelId ? score : Math.min(score, 1 - score);
    const doubts = [
      row.openFindings > 0 ? 0.5 : 1,
      row.flagged ? 0.5 : 1,
      row.suggestedLabelId ? sure : 0.75,
    ];
    return 1 - doubts.reduce((product, doubt) => product * doubt, 1 - 3.2 * (leak * (1 - leak)));
  },
  leak: ({ leakProbability }) => leakProbability,
  similarity: ({ similarity }) => similarity,
  judge: ({ judgeScore }) => judgeScore,
  findings: ({ openFindings }) => openFindings,
  agreement: (row) =>
    row.status === "pending" && row.suggestedLabelId === row.intendedLabelId ? row.suggestionScore : null,
  label: ({ label }) => label.position,
  length: ({ text }) => text.length,
  group: ({ groupId }) => groupId,
  decided: ({ decidedAt }) => decidedAt?.getTime() ?? null,
};

/** The order that a sort means, by plain sorting. */
async function expectedNumbers({ key, direction }: ExemplarSort, statuses: string[] = []) {
  if (key === "likeness") throw new Error("has tests of its own");
  const sign = direction === "asc" ? 1 : -1;
  return (await allRows())
    .filter(({ status }) => statuses.length === 0 || statuses.includes(status))
    .map((row) => ({ number: row.number, value: VALUES[key](row) }))
    .sort((a, b) => {
      if (a.value === b.value) return sign * (a.number - b.number);
      if (a.value === null || b.value === null) return a.value === null ? 1 : -1;
      return sign * (a.value < b.value ? -1 : 1);
    })
    .map(({ number }) => number);
}

const SORTS = SORT_KEYS.filter((key) => key !== "likeness").flatMap((key) => [
  { key, direction: "asc" } as const,
  { key, direction: "desc" } as const,
]);

describe.each(SORTS)("sorted by $key $direction", (sort) => {
  const filters = [{ statuses: [] }, { statuses: ["pending" as const] }];
  it.each(filters)("goes down in order under %o", async (filter) => {
    expect(await walkDown(filter, sort)).toEqual(await expectedNumbers(sort, filter.statuses));
  });

  it("goes up in order", async () => {
    expect(await walkUp(ROWS, sort)).toEqual(await expectedNumbers(sort));
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

describe("sorted by likeness", () => {
  /** Every second exemplar, in an order that nothing else gives. */
  const alike = async () => {
    const rows = (await allRows()).filter(({ number }) => number % 2 === 0);
    return rows.sort((a, b) => ((a.number * 37) % 353) - ((b.number * 37) % 353));
  };
  const filter = { like: 5 };

  it.each(["asc", "desc"] as const)("goes both ways and opens anywhere, %s", async (direction) => {
    const sort = { key: "likeness", direction } as const;
    const rows = await alike();
    const ids = rows.map(({ id }) => id);
    const expected = rows.map(({ number }) => number);
    if (direction === "desc") expected.reverse();
    expect(await walkDown(filter, sort, ids)).toEqual(expected);
    expect(await walkUp(expected.length, sort, filter, ids)).toEqual(expected);
    const opened = await page({ from: "around", number: expected[120] ?? 0 }, filter, sort, ids);
    expect(opened.place).toBe(120);
    expect(opened.rows.map(({ number }) => number)).toEqual(expected.slice(20, 175));
    const unlike = await page({ from: "around", number: 5 }, filter, sort, ids);
    expect(unlike).toMatchObject({ start: 0, hasBefore: false });
  });

  it("has nothing where it is not known what is alike, and means nothing without likeness", async () => {
    const sort = { key: "likeness", direction: "asc" } as const;
    expect(await walkDown(filter, sort)).toEqual([]);
    expect((await walkDown({}, sort)).slice(0, 3)).toEqual([1, 2, 3]);
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

// A sort whose words its index does not hold any more would sort the whole project for each page. Length,
// similarity, findings and the judge's score do: their indexes made every decision a quarter dearer.
it.each(["attention", "agreement", "leak", "decided", "group"] as const)(
  "finds the rows in the order of %s by an index",
  async (key) => {
    const order = { sort: { key, direction: "asc" } as const, labelIds: [], alike: [] };
    const [segment] = segmentsOf(order);
    if (!segment?.key) throw new Error("every one of these has a value");
    const where = Prisma.sql`e."projectId" = ${given.projectId}::uuid AND ${segment.condition}`;
    const [, , , plan] = await db().$transaction([
      db().$executeRaw`SET LOCAL enable_seqscan = off`,
      db().$executeRaw`SET LOCAL enable_bitmapscan = off`,
      db().$executeRaw`SET LOCAL enable_sort = off`,
      db().$queryRaw<{ "QUERY PLAN": string }[]>`
        EXPLAIN SELECT e.id FROM "Exemplar" e WHERE ${where} ORDER BY ${segment.key}, e.number LIMIT 100`,
    ]);
    const lines = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(lines).toContain("Index Scan");
    expect(lines).not.toContain("Sort");
  },
);
