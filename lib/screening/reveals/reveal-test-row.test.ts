import { beforeEach, describe, expect, it } from "vitest";
import { importRealSet } from "#lib/real-data/import/import-real-set.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { grantRevealPermission } from "./grant-reveal-permission.ts";
import { getExemplarReveals, getLeakBudget } from "./reveal-queries.ts";
import { revealTestRow } from "./reveal-test-row.ts";
import { withdrawRevealPermission } from "./withdraw-reveal-permission.ts";

useDatabase();

const TEST = ["secret parcel one", "secret parcel two", "secret parcel three"];

let userId: string;
let project: SeededProject;
let asked: { userId: string; projectId: string };
let exemplarIds: string[];

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  asked = { userId, projectId: project.id };
  await seal(TEST);
  const labelId = project.labels[0]?.id ?? "";
  const exemplars = ["a", "b", "c"].map((text) => ({ text, labelId }));
  exemplarIds = (await seedRun({ ...asked, exemplars })).exemplars.map(({ id }) => id);
});

/** Rows of the second label. */
function seal(texts: string[]) {
  const lines = texts.map((text) => JSON.stringify({ text, label: "card lost" }));
  return importRealSet({
    ...asked,
    kind: "test",
    mode: "replace",
    bytes: new TextEncoder().encode(lines.join("\n")),
    sourceName: "rows.jsonl",
    options: { format: "jsonl", separator: "comma", header: true, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
  });
}

async function testRowIds() {
  const rows = await db().testRow.findMany({
    where: { projectId: project.id },
    orderBy: { position: "asc" },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** A finding on the exemplar of that place, against the test row of that place. */
async function seedLeak(exemplar = 0, row = 0, against: "test" | "support" = "test") {
  const finding = await db().finding.create({
    data: {
      projectId: project.id,
      exemplarId: exemplarIds[exemplar] ?? "",
      kind: "nearLeak",
      detector: "combined",
      against,
      score: 0.9,
      threshold: 0.5,
      matchId: (await testRowIds())[row] ?? "",
    },
  });
  return finding.id;
}

const logged = () => db().reveal.findMany({ where: { projectId: project.id } });

describe("the permission", () => {
  it("is nobody's by default, and nothing is shown or logged without it", async () => {
    const findingId = await seedLeak();
    await expect(revealTestRow({ ...asked, findingId })).rejects.toMatchObject({
      code: "forbidden",
      key: "reveals.errors.notPermitted",
    });
    expect(await logged()).toEqual([]);
    expect(await getLeakBudget(asked)).toMatchObject({ permittedSince: null, reveals: 0, lastAt: null });
  });

  it("is given once, keeps its date, and is taken back", async () => {
    await grantRevealPermission(asked);
    const { permittedSince } = await getLeakBudget(asked);
    await grantRevealPermission(asked);
    expect((await getLeakBudget(asked)).permittedSince).toEqual(permittedSince);
    expect(permittedSince).toBeInstanceOf(Date);
    await withdrawRevealPermission(asked);
    await withdrawRevealPermission(asked);
    const findingId = await seedLeak();
    await expect(revealTestRow({ ...asked, findingId })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is for one's own project only", async () => {
    const stranger = { userId: (await seedUser("Stranger")).id, projectId: project.id };
    await expect(grantRevealPermission(stranger)).rejects.toMatchObject({ code: "not-found" });
    await grantRevealPermission(asked);
    const findingId = await seedLeak();
    await expect(revealTestRow({ ...stranger, findingId })).rejects.toMatchObject({ code: "not-found" });
    await expect(withdrawRevealPermission(stranger)).rejects.toMatchObject({ code: "not-found" });
    expect(await getLeakBudget(stranger)).toMatchObject({ permittedSince: null, seen: { rows: 0, of: 0 } });
    expect((await getLeakBudget(asked)).permittedSince).not.toBeNull();
  });
});

describe("a reveal", () => {
  beforeEach(() => grantRevealPermission(asked));

  it("shows one row with its label, and is logged each time", async () => {
    const findingId = await seedLeak(1, 2);
    expect(await revealTestRow({ ...asked, findingId })).toEqual({
      text: "secret parcel three",
      label: { name: "card lost", colour: expect.any(String) },
      times: 1,
      seen: { rows: 1, of: 3 },
    });
    expect(await revealTestRow({ ...asked, findingId })).toMatchObject({
      times: 2,
      seen: { rows: 1, of: 3 },
    });
    const { fingerprint } = await db().testSet.findUniqueOrThrow({ where: { projectId: project.id } });
    const entry = { userId, findingId, exemplarNumber: 2, testRowId: (await testRowIds())[2], fingerprint };
    expect(await logged()).toMatchObject([entry, entry]);
  });

  it("is counted: looks, different rows, by whom, when, and per finding", async () => {
    const [first, second, third] = [await seedLeak(0, 0), await seedLeak(1, 0), await seedLeak(2, 1)];
    for (const findingId of [first, second, third, third]) await revealTestRow({ ...asked, findingId });
    const budget = await getLeakBudget(asked);
    expect(budget).toMatchObject({
      seen: { rows: 2, of: 3 },
      rowsSeenBefore: 0,
      reveals: 4,
      byPerson: [{ name: "Owner", reveals: 4 }],
      lastAt: budget.list[0]?.at,
    });
    expect(budget.list.map(({ by, exemplarNumber, kind }) => [by, exemplarNumber, kind])).toEqual([
      ["Owner", 3, "nearLeak"],
      ["Owner", 3, "nearLeak"],
      ["Owner", 2, "nearLeak"],
      ["Owner", 1, "nearLeak"],
    ]);
    expect(await getExemplarReveals({ ...asked, exemplarId: exemplarIds[2] ?? "" })).toEqual({
      mayReveal: true,
      seen: { rows: 2, of: 3 },
      findings: { [third]: { times: 2, lastAt: expect.any(String), lastBy: "Owner" } },
    });
  });

  it("is counted once where two come at once", async () => {
    const findings = [await seedLeak(0, 0), await seedLeak(1, 1)];
    const shown = await Promise.all(findings.map((findingId) => revealTestRow({ ...asked, findingId })));
    expect(shown.map(({ seen }) => seen.rows).sort()).toEqual([1, 2]);
  });

  it("leaves its text in its own answer and nowhere else", async () => {
    const findingId = await seedLeak();
    await revealTestRow({ ...asked, findingId });
    await withdrawRevealPermission(asked);
    const refused = await revealTestRow({ ...asked, findingId }).catch((error: unknown) => error);
    const shown = [
      await getLeakBudget(asked),
      await getExemplarReveals({ ...asked, exemplarId: exemplarIds[0] ?? "" }),
      await logged(),
      await db().finding.findMany({ where: { projectId: project.id } }),
      `${refused}`,
    ];
    expect(JSON.stringify(shown)).not.toContain("secret");
  });

  it("is of a finding against the test set, in this project", async () => {
    const other = await seedProject({ ownerId: userId, name: "Another" });
    await grantRevealPermission({ userId, projectId: other.id });
    const cases = [
      { ...asked, findingId: await seedLeak(0, 0, "support") },
      { ...asked, findingId: crypto.randomUUID() },
      { userId, projectId: other.id, findingId: await seedLeak(1, 0) },
    ];
    for (const one of cases) {
      await expect(revealTestRow(one)).rejects.toMatchObject({ key: "reveals.errors.findingMissing" });
    }
    expect(await logged()).toEqual([]);
  });

  it("is not of a row that was replaced, which stays counted apart", async () => {
    const findingId = await seedLeak();
    await revealTestRow({ ...asked, findingId });
    await seal(["quite another"]);
    await expect(revealTestRow({ ...asked, findingId })).rejects.toMatchObject({
      key: "reveals.errors.rowGone",
    });
    expect(await getLeakBudget(asked)).toMatchObject({
      reveals: 1,
      seen: { rows: 0, of: 1 },
      rowsSeenBefore: 1,
    });
  });

  it("is not undone by importing the test set again, whatever its order", async () => {
    await revealTestRow({ ...asked, findingId: await seedLeak() });
    await seal(["one more", ...TEST.toReversed().map((text) => text.toUpperCase())]);
    expect(await getLeakBudget(asked)).toMatchObject({ seen: { rows: 1, of: 4 }, rowsSeenBefore: 0 });
  });

  it("outlives its finding and its exemplar", async () => {
    await revealTestRow({ ...asked, findingId: await seedLeak() });
    await db().exemplar.deleteMany({ where: { projectId: project.id } });
    const { reveals, list } = await getLeakBudget(asked);
    expect({ reveals, list }).toMatchObject({ reveals: 1, list: [{ exemplarNumber: 1, kind: null }] });
  });
});
