import { beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import * as support from "../add-support-examples.ts";
import type { RealSetKind } from "../real-data.ts";
import { getRealData, listSupportExamples } from "../real-data-queries.ts";
import { removeSupportExamples } from "../remove-support-examples.ts";
import * as seal from "../seal-test-set.ts";
import { importRealSet } from "./import-real-set.ts";

useDatabase();

let userId: string;
let project: SeededProject;

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
});

const csv = "text,label\nI want my money back,refund\nmy card is gone,card lost\n";

function asked(content: string, changes: Partial<Parameters<typeof importRealSet>[0]> = {}) {
  return {
    userId,
    projectId: project.id,
    kind: "support" as RealSetKind,
    mode: "append" as const,
    bytes: new TextEncoder().encode(content),
    sourceName: "rows.csv",
    options: { format: "csv" as const, separator: "comma" as const, header: true, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
    ...changes,
  };
}

async function supportTexts() {
  return (await listSupportExamples(project.id)).map(({ text }) => text);
}

describe("importing a support set", () => {
  it("writes every row, its label and a report", async () => {
    const outcome = await importRealSet(asked(csv));
    expect(outcome).toMatchObject({ written: true, report: { rowsRead: 2, rowsAdded: 2, refusedCount: 0 } });
    expect(await listSupportExamples(project.id)).toMatchObject([
      { text: "I want my money back", labelId: project.labels[0]?.id },
      { text: "my card is gone", labelId: project.labels[1]?.id },
    ]);
    const { imports } = await getRealData({ userId, projectId: project.id });
    expect(imports).toMatchObject([{ sourceName: "rows.csv", rowsRead: 2, rowsAdded: 2, refused: [] }]);
  });

  it("writes nothing while a row is refused, until the user agrees to leave out just so many", async () => {
    const broken = `${csv},refund\nwhat is this,unheard of\n`;
    const first = await importRealSet(asked(broken));
    expect(first).toMatchObject({
      written: false,
      report: {
        refused: [
          { line: 4, code: "emptyText" },
          { line: 5, code: "unknownLabel", label: "unheard of" },
        ],
        unknownLabels: [{ name: "unheard of", rows: 1 }],
      },
    });
    expect(await importRealSet(asked(broken, { agreedRefusals: 1 }))).toMatchObject({ written: false });
    expect(await supportTexts()).toEqual([]);
    expect(await db().import.count({ where: { projectId: project.id } })).toBe(0);
    expect(await importRealSet(asked(broken, { agreedRefusals: 2 }))).toMatchObject({ written: true });
    expect(await supportTexts()).toHaveLength(2);
  });

  it("creates the labels that are missing where it is told to", async () => {
    const outcome = await importRealSet(asked("text,label\na,new one\nb,refund\n", { createLabels: true }));
    expect(outcome).toMatchObject({ written: true, report: { labelsCreated: ["new one"] } });
    const labels = await db().label.findMany({
      where: { projectId: project.id },
      orderBy: { position: "asc" },
    });
    expect(labels.map(({ name, position, hotkey }) => [name, position, hotkey])).toEqual([
      ["refund", 0, "1"],
      ["card lost", 1, "2"],
      ["new one", 2, "3"],
    ]);
  });

  it("leaves out what is there already and refuses it under another label", async () => {
    await importRealSet(asked(csv));
    const again = "text,label\nI WANT my money back!,refund\nMy card is gone.,refund\nnew,refund\n";
    expect(await importRealSet(asked(again))).toMatchObject({
      written: false,
      report: { duplicates: 1, rowsAdded: 1, refused: [{ line: 3, code: "conflictWithSet" }] },
    });
    await importRealSet(asked(again, { agreedRefusals: 1 }));
    expect(await supportTexts()).toEqual(["I want my money back", "my card is gone", "new"]);
    await importRealSet(asked("text,label\nonly,refund\n", { mode: "replace" }));
    expect(await supportTexts()).toEqual(["only"]);
  });

  it("does not replace a set by nothing", async () => {
    await importRealSet(asked(csv));
    const empty = asked("text,label\n,refund\n", { mode: "replace", agreedRefusals: 1 });
    await expect(importRealSet(empty)).rejects.toThrow("realData.errors.noRows");
    expect(await supportTexts()).toHaveLength(2);
  });

  it("is not for the project of somebody else", async () => {
    const stranger = await seedUser();
    await expect(importRealSet(asked(csv, { userId: stranger.id }))).rejects.toBeInstanceOf(UserError);
    expect(await supportTexts()).toEqual([]);
  });

  it("says what is wrong with a file that cannot be read", async () => {
    const latin1 = asked("", { bytes: new Uint8Array([0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0x62]) });
    await expect(importRealSet(latin1)).rejects.toMatchObject({
      key: "realData.problems.notUtf8",
      values: { byte: 5, line: 2 },
    });
    await expect(importRealSet(asked(csv, { mapping: { text: 0, label: 7 } }))).rejects.toThrow(
      "noSuchColumn",
    );
  });

  it("leaves nothing of an import that dies in the middle", async () => {
    vi.spyOn(support, "addSupportExamples").mockImplementationOnce(async (transaction, added) => {
      await transaction.supportExample.create({
        data: { ...added.rows[0], projectId: project.id, position: 0 } as never,
      });
      throw new Error("killed");
    });
    const dying = asked("text,label\na,new one\n", { createLabels: true });
    await expect(importRealSet(dying)).rejects.toThrow("killed");
    expect(await supportTexts()).toEqual([]);
    expect(await db().label.count({ where: { projectId: project.id } })).toBe(2);
  });

  it("lets two imports at once both come in, the second without what the first brought", async () => {
    const outcomes = await Promise.all([
      importRealSet(asked(csv)),
      importRealSet(asked(`${csv}third,refund\n`)),
    ]);
    expect(outcomes.map(({ written }) => written)).toEqual([true, true]);
    expect((await supportTexts()).sort()).toEqual(["I want my money back", "my card is gone", "third"]);
  });

  it("sends every exemplar back to screening", async () => {
    const labelId = project.labels[0]?.id ?? "";
    await seedRun({ projectId: project.id, userId, exemplars: [{ text: "one", labelId }] });
    await importRealSet(asked(csv));
    expect(await db().exemplar.count({ where: { projectId: project.id, screenedAt: { not: null } } })).toBe(
      0,
    );
  });
});

describe("sealing a test set", () => {
  it("keeps counts, a fingerprint and nothing of the text", async () => {
    await importRealSet(asked(csv, { kind: "test" }));
    const data = await getRealData({ userId, projectId: project.id });
    expect(data.testSet).toMatchObject({
      count: 2,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      sealedBy: "Owner",
      perLabel: Object.fromEntries(project.labels.map(({ id }) => [id, 1])),
    });
    expect(JSON.stringify(data)).not.toMatch(/money|gone/);
  });

  it("replaces the whole set, or leaves the old one", async () => {
    await importRealSet(asked(csv, { kind: "test" }));
    const before = await getRealData({ userId, projectId: project.id });
    const spy = vi.spyOn(seal, "sealTestSet").mockImplementationOnce(async (transaction, { projectId }) => {
      await transaction.testRow.deleteMany({ where: { projectId } });
      throw new Error("killed");
    });
    const other = asked("text,label\nsomething else,refund\n", { kind: "test" });
    await expect(importRealSet(other)).rejects.toThrow("killed");
    spy.mockRestore();
    expect((await getRealData({ userId, projectId: project.id })).testSet).toEqual(before.testSet);
    await importRealSet(other);
    const after = await getRealData({ userId, projectId: project.id });
    expect(after.testSet?.count).toBe(1);
    expect(after.testSet?.fingerprint).not.toBe(before.testSet?.fingerprint);
  });

  it("tells no text in its report, even where the label column holds texts", async () => {
    const swapped = asked("label,text\nrefund,I want my money back\nrefund,refund\n", {
      kind: "test",
      mapping: { text: 0, label: 1 },
      agreedRefusals: 1,
    });
    const outcome = await importRealSet(swapped);
    expect(outcome.written).toBe(true);
    expect(JSON.stringify(outcome)).not.toContain("money");
    expect(JSON.stringify(await getRealData({ userId, projectId: project.id }))).not.toContain("money");
  });
});

describe("support examples that stand in the test set", () => {
  const support = csvOf("fine", "where's my parcel?", "Hello, where is my parcel today?", "topup MY card");
  const test = csvOf("Where is my parcel", "Where\u2019s my parcel!", "Top-up my card");
  function csvOf(...texts: string[]) {
    return `text,label\n${texts.map((text) => `"${text}",refund`).join("\n")}\n`;
  }
  const found = { exact: 1, contained: 2, positions: [2, 3, 4] };

  it.each([
    ["support first", ["support", "test"] as const],
    ["test first", ["test", "support"] as const],
  ])("are reported as soon as both sets are there, %s", async (_name, kinds) => {
    const contents = { support, test };
    const [first, second] = [kinds[0], kinds[1]];
    const before = await importRealSet(asked(contents[first], { kind: first }));
    expect(before.report.supportInTest).toBeNull();
    const { report } = await importRealSet(asked(contents[second], { kind: second }));
    const ids = (await listSupportExamples(project.id)).slice(1).map(({ id }) => id);
    expect(report.supportInTest).toEqual({ ...found, ids });
    const { imports } = await getRealData({ userId, projectId: project.id });
    expect(imports.map(({ supportInTest }) => supportInTest)).toEqual([{ exact: 1, contained: 2 }, null]);
  });

  it("are none once they are deleted", async () => {
    await importRealSet(asked(support));
    const { report } = await importRealSet(asked(test, { kind: "test" }));
    await removeSupportExamples({ userId, projectId: project.id, ids: report.supportInTest?.ids ?? [] });
    expect(await supportTexts()).toEqual(["fine"]);
    const again = await importRealSet(asked(test, { kind: "test" }));
    expect(again.report.supportInTest).toEqual({ exact: 0, contained: 0, positions: [], ids: [] });
  });
});

describe("a large import", () => {
  it("takes ten thousand rows in seconds", async () => {
    const rows = Array.from(
      { length: 10_000 },
      (_, i) => `"row number ${i}, with\nsome more words",label ${i % 77}`,
    );
    const start = performance.now();
    const outcome = await importRealSet(asked(`text,label\n${rows.join("\n")}`, { createLabels: true }));
    expect(outcome.report.rowsAdded).toBe(10_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
