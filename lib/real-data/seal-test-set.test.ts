import { beforeEach, describe, expect, it } from "vitest";
import { planItems } from "#lib/recipes/plan-items.ts";
import { getPlanningContext, getPlanningMaterial } from "#lib/recipes/recipe-queries.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe } from "#prisma/seed/recipes.ts";
import { projectEgress } from "./egress/project-egress.ts";
import { importRealSet } from "./import/import-real-set.ts";
import { findSupportExamples, getRealData, listSupportExamples } from "./real-data-queries.ts";
import { removeSupportExamples } from "./remove-support-examples.ts";
import { writeMissingWindows } from "./seal-test-set.ts";
import { readSealedTestSet } from "./sealed-test-set.ts";

useDatabase();

let userId: string;
let project: SeededProject;

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
});

type Asked = Parameters<typeof importRealSet>[0];

function seal(rows: [text: string, label: string][], changes: Partial<Asked> = {}) {
  const lines = rows.map(([text, label]) => JSON.stringify({ text, label }));
  return importRealSet({
    userId,
    projectId: project.id,
    kind: "test",
    mode: "replace",
    bytes: new TextEncoder().encode(lines.join("\n")),
    sourceName: "rows.jsonl",
    options: { format: "jsonl", separator: "comma", header: true, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
    ...changes,
  });
}

const labelled = (label: string, ...texts: string[]) => texts.map((text): [string, string] => [text, label]);
const sealed = async () => (await readSealedTestSet(project.id)).map(({ text }) => text);
const fingerprint = async () => (await getRealData({ userId, projectId: project.id })).testSet?.fingerprint;
const screened = () => db().exemplar.count({ where: { projectId: project.id, screenedAt: { not: null } } });

describe("a test set", () => {
  it("is read by screening as it was imported, in its order", async () => {
    await seal([...labelled("refund", " b \n b", "a"), ...labelled("card lost", "c\u2028d")]);
    expect(await sealed()).toEqual(["b \n b", "a", "c\u2028d"]);
  });

  it("is replaced whole, never appended to, and whatever the mode asked for", async () => {
    await seal(labelled("refund", "one", "two"));
    await seal(labelled("refund", "two", "three"), { mode: "append" });
    expect(await sealed()).toEqual(["two", "three"]);
    expect((await getRealData({ userId, projectId: project.id })).testSet?.count).toBe(2);
  });

  it("sends every exemplar back to screening, each time that it is replaced", async () => {
    const labelId = project.labels[0]?.id ?? "";
    await seedRun({ projectId: project.id, userId, exemplars: [{ text: "one", labelId }] });
    for (const text of ["first", "second"]) {
      await db().exemplar.updateMany({ where: { projectId: project.id }, data: { screenedAt: new Date() } });
      await seal(labelled("refund", text));
      expect(await screened()).toBe(0);
    }
  });

  it("leaves exemplars screened where nothing was written", async () => {
    const labelId = project.labels[0]?.id ?? "";
    await seedRun({ projectId: project.id, userId, exemplars: [{ text: "one", labelId }] });
    expect(await seal(labelled("unheard of", "first"))).toMatchObject({ written: false });
    expect(await screened()).toBe(1);
  });

  it("has the same fingerprint in another order and case, and another with another row", async () => {
    await seal(labelled("refund", "Where is it?", "I lost it"));
    const first = await fingerprint();
    await seal(labelled("card lost", "i lost IT!", "where is it"));
    expect(await fingerprint()).toBe(first);
    await seal(labelled("refund", "Where is it?", "I lost its"));
    expect(await fingerprint()).not.toBe(first);
  });

  it("shows no text, whatever becomes of its rows", async () => {
    const rows = [
      ...labelled("refund", "hidden one", "hidden two", "Hidden one!"),
      ...labelled("card lost", "hidden one", "hidden three\0", `hidden ${"x".repeat(20_000)}`),
      ...labelled("hidden label that is a text", "hidden four"),
    ];
    const stopped = await seal(rows.slice(0, 6));
    expect(stopped.written).toBe(false);
    const outcome = await seal(rows, { agreedRefusals: 4 });
    expect(outcome).toMatchObject({
      written: true,
      report: { rowsRead: 7, rowsAdded: 2, duplicates: 1, refusedCount: 4 },
    });
    const shown = [
      stopped,
      outcome,
      await getRealData({ userId, projectId: project.id }),
      await findSupportExamples({ userId, projectId: project.id, q: "", label: null, page: 1 }),
      await listSupportExamples(project.id),
      await db().import.findMany({ where: { projectId: project.id } }),
    ];
    expect(JSON.stringify(shown)).not.toMatch(/hidden/i);
  });

  it("holds half a character as the database does, under a label made of one", async () => {
    await seal(labelled("half \udc00", "cut \ud83d"), { createLabels: true });
    expect(await sealed()).toEqual(["cut \ufffd"]);
  });

  it("is one of two where two are imported at once", async () => {
    const sets = [labelled("refund", "a", "b"), labelled("card lost", "c", "d", "e")];
    await Promise.all(sets.map((rows) => seal(rows)));
    const texts = await sealed();
    expect(sets.map((rows) => rows.map(([text]) => text))).toContainEqual(texts);
    const { testSet } = await getRealData({ userId, projectId: project.id });
    expect(testSet?.count).toBe(texts.length);
  });

  it("withholds the support examples that say one of its rows, whichever set comes first", async () => {
    const withheld = async () => {
      const rows = await db().supportExample.findMany({
        where: { projectId: project.id, saysTestRow: true },
      });
      return rows.map(({ text }) => text);
    };
    await seal(labelled("refund", "where is it"));
    await seal(labelled("refund", "fine", "Where is it?"), { kind: "support", mode: "append" });
    expect(await withheld()).toEqual(["Where is it?"]);
    const { support } = await getPlanningMaterial({ userId, projectId: project.id });
    expect(support.map(({ text }) => text)).toEqual(["fine"]);
    await seal(labelled("refund", "all is FINE", "Fine."));
    expect(await withheld()).toEqual(["fine"]);
  });
});

describe("a support example that holds words of the test set that no request may hold", () => {
  const ROW = "nobody told me why the blue parcel came back twice";
  const HOLDS = "He told me why the blue parcel came back!";
  const LINES = "two things:\n- Transfer\nand no more";
  const test = labelled("refund", ROW, "transfer");
  const support = labelled("refund", "told why the parcel came back", "is a transfer due", HOLDS, LINES);
  const held = async () => {
    const rows = await db().supportExample.findMany({
      where: { projectId: project.id, holdsTestWords: true },
      orderBy: { position: "asc" },
    });
    return rows.map(({ text, saysTestRow }) => ({ text, saysTestRow }));
  };
  const HELD = [HOLDS, LINES].map((text) => ({ text, saysTestRow: false }));

  it.each([
    ["support first", [{ rows: support, kind: "support" as const }, { rows: test }]],
    ["test first", [{ rows: test }, { rows: support, kind: "support" as const }]],
  ])("is never in a planned prompt, %s", async (_name, imports) => {
    for (const { rows, ...changes } of imports) await seal(rows, changes);
    expect(await held()).toEqual(HELD);
    const { versions } = await seedRecipe({
      projectId: project.id,
      userId,
      kind: "prompt",
      template: "{{label}}\n{{demonstrations}}",
      demonstrations: 4,
    });
    const context = await getPlanningContext(versions[0]?.id ?? "");
    const targets = [{ labelId: project.labels[0]?.id ?? "", count: 20 }];
    const planned = [...planItems({ ...context, targets, seed: 1 })];
    expect(planned).toHaveLength(20);
    const egress = projectEgress(project.id);
    for (const { messages } of planned) {
      const body = JSON.stringify({ messages });
      expect(body).toContain("is a transfer due");
      expect(await egress(body)).toBeNull();
    }
    expect(await egress(JSON.stringify({ messages: [{ content: HOLDS }] }))).not.toBeNull();
  });

  it("is one like others once the test set is another", async () => {
    await seal(support, { kind: "support" });
    await seal(test);
    await seal(labelled("refund", "something else"));
    expect(await held()).toEqual([]);
  });

  it("is found at the next start where the set was sealed before anybody looked", async () => {
    await seal(support, { kind: "support" });
    await seal(test);
    await db().supportExample.updateMany({ data: { holdsTestWords: false } });
    await db().testSet.update({ where: { projectId: project.id }, data: { windowSalt: null } });
    await writeMissingWindows();
    expect(await held()).toEqual(HELD);
  });
});

describe("removing support examples", () => {
  beforeEach(async () => {
    await seal(labelled("refund", "a", "b", "c"), { kind: "support" });
    const labelId = project.labels[0]?.id ?? "";
    await seedRun({ projectId: project.id, userId, exemplars: [{ text: "one", labelId }] });
  });
  const remove = async (changes: Partial<Parameters<typeof removeSupportExamples>[0]> = {}) => {
    const [first, second] = await listSupportExamples(project.id);
    const ids = [first?.id ?? "", second?.id ?? ""];
    return removeSupportExamples({ userId, projectId: project.id, ids, ...changes });
  };
  const left = async () => (await listSupportExamples(project.id)).map(({ text }) => text);

  it("deletes them, sends exemplars back to screening, and passes over what is gone", async () => {
    const gone = (await listSupportExamples(project.id)).slice(0, 1).map(({ id }) => id);
    expect(await remove()).toEqual({ removed: 2 });
    expect(await left()).toEqual(["c"]);
    expect(await screened()).toBe(0);
    await db().exemplar.updateMany({ where: { projectId: project.id }, data: { screenedAt: new Date() } });
    expect(await remove({ ids: gone })).toEqual({ removed: 0 });
    expect(await screened()).toBe(1);
  });

  it("leaves room for rows that are appended afterwards", async () => {
    await remove();
    await seal(labelled("refund", "a", "d"), { kind: "support", mode: "append" });
    expect(await left()).toEqual(["c", "a", "d"]);
  });

  it("is not for the project of somebody else, nor by way of one's own", async () => {
    const stranger = await seedUser();
    await expect(remove({ userId: stranger.id })).rejects.toMatchObject({ code: "not-found" });
    const own = await seedProject({ ownerId: stranger.id });
    expect(await remove({ userId: stranger.id, projectId: own.id })).toEqual({ removed: 0 });
    expect(await left()).toEqual(["a", "b", "c"]);
  });
});
