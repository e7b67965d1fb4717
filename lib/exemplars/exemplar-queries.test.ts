import { describe, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { countExemplars } from "./counts/exemplar-count-queries.ts";
import { countSlots } from "./counts/exemplar-slot-queries.ts";
import { getExemplar, listExemplars, listExemplarsByNumber } from "./exemplar-queries.ts";
import { DEFAULT_SORT, NO_FILTER } from "./exemplar-views.ts";
import { useExemplarProject } from "./test/exemplar-project.ts";

useDatabase();
const { given, labelAt, page, numbersWhere } = useExemplarProject();

const rowsOf = (...numbers: number[]) =>
  listExemplarsByNumber({ userId: given.userId, projectId: given.projectId, numbers });

describe("rows", () => {
  it("carry what the grid shows", async () => {
    const [row] = await rowsOf(2);
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
      suggestion: { labelId: labelAt(2), score: expect.closeTo(0.15), source: "prototype" },
      flagged: false,
      notes: 0,
      clusterId: null,
      group: null,
      run: { number: 1 },
      recipe: { version: 1 },
      revision: 0,
    });
  });

  it("carry flags, notes and how many look alike", async () => {
    const group = "01939f0e-7b1c-7cc5-9d0a-000000000001";
    const rows = await rowsOf(1, 50, 100);
    const byNumber = new Map(rows.map((row) => [row.number, row]));
    expect(byNumber.get(1)).toMatchObject({ flagged: true, notes: 0, suggestion: null, edited: false });
    expect(byNumber.get(1)?.group).toEqual({
      id: group,
      size: (await numbersWhere({ groupId: group })).length,
    });
    expect(byNumber.get(50)).toMatchObject({ notes: 2 });
    expect(byNumber.get(100)).toMatchObject({ notes: 0 });
    expect(await rowsOf(4, 5)).toMatchObject([{ edited: true }, { clusterId: group }]);
  });

  it("are not given to a stranger", async () => {
    const scope = { userId: (await seedUser("Stranger")).id, projectId: given.projectId };
    const view = { filter: NO_FILTER, sort: DEFAULT_SORT };
    const [row] = await rowsOf(1);
    expect((await listExemplars({ ...scope, ...view, page: { from: "start" } })).rows).toEqual([]);
    expect((await countExemplars({ ...scope, filter: NO_FILTER })).total).toBe(0);
    expect((await countExemplars({ ...scope, filter: NO_FILTER })).runs).toEqual([]);
    expect(await countSlots({ ...scope, filter: NO_FILTER })).toEqual([]);
    expect(await listExemplarsByNumber({ ...scope, numbers: [1] })).toEqual([]);
    const foreign = getExemplar({ ...scope, exemplarId: row?.id ?? "" });
    await expect(foreign).rejects.toMatchObject({ code: "not-found" });
  });

  it("that were found by a search or an entry are not given to a stranger either", async () => {
    const scope = { userId: (await seedUser("Stranger")).id, projectId: given.projectId };
    const entries = [{ slot: "topic", value: "topic 1" }];
    for (const asked of [{ text: "text" }, { entries }]) {
      expect((await page({ from: "start" }, asked)).rows).not.toEqual([]);
      const view = { filter: { ...NO_FILTER, ...asked }, sort: DEFAULT_SORT };
      expect((await listExemplars({ ...scope, ...view, page: { from: "start" } })).rows).toEqual([]);
      expect((await countExemplars({ ...scope, filter: view.filter })).matching).toBe(0);
    }
  });

  it("are refused to a cursor of another sort", async () => {
    const byLabel = page({ from: "after", cursor: "1~" }, {}, { key: "label", direction: "asc" });
    await expect(byLabel).rejects.toMatchObject({ code: "invalid" });
  });
});
