import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { beforeEach, describe, expect, it } from "vitest";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { db } from "#lib/server/db.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { createExport } from "./create-export.ts";
import { listExports } from "./export-queries.ts";
import { PROVENANCE_COLUMNS } from "./exports.ts";
import { streamExport } from "./stream-export.ts";
import { CLEAN, NEAR, REASON, useCuratedProject } from "./test/curated-project.ts";

const { made, labelId, decide, make, download, sealTestSet, seedAccepted, openLeaks } = useCuratedProject();
let userId: string;
let projectId: string;
beforeEach(() => {
  ({ userId, projectId } = made);
});

describe("an export", () => {
  it("is frozen and numbered", async () => {
    await sealTestSet();
    const exemplars = await seedAccepted([CLEAN, "Chairs"]);
    const first = await make();
    const before = (await download(first.id)).text;
    await decide(exemplars, "reject");
    const tables = await seedAccepted(["Tables"]);
    await editExemplar({ userId, projectId, exemplarId: tables[0]?.id ?? "", text: "Tablets", revision: 1 });
    await screenExemplars({ projectId });
    await decide(tables, "accept");
    const second = await make();
    expect((await download(first.id)).text).toBe(before);
    expect((await download(second.id)).text).not.toBe(before);
    expect(await listExports({ userId, projectId })).toMatchObject([
      { number: 2, rowCount: 1, createdBy: "Ada" },
      { number: 1, rowCount: 2, fingerprint: createHash("sha256").update(before).digest("hex") },
    ]);
  });

  it("has the same fingerprint in both formats, and again", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN, "Chairs"]);
    for (const format of ["csv", "jsonl", "csv"] as const)
      await make({ format, columns: ["slots", "number"] });
    const prints = (await listExports({ userId, projectId })).map(({ fingerprint }) => fingerprint);
    expect(new Set(prints).size).toBe(1);
    expect(prints[0]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("gives every column of provenance", async () => {
    await sealTestSet();
    await seedAccepted([NEAR]);
    for (const { id } of await openLeaks())
      await overrideFinding({ userId, projectId, findingId: id, reason: REASON });
    const { id } = await make({ columns: [...PROVENANCE_COLUMNS] });
    const exemplar = await db().exemplar.findFirstOrThrow({ where: { projectId } });
    const row = JSON.parse((await download(id)).text) as Record<string, unknown>;
    expect(row).toMatchObject({
      text: NEAR,
      label: made.labels[0]?.name,
      number: 1,
      id: exemplar.id,
      intended_label: made.labels[0]?.name,
      edited: false,
      original_text: NEAR,
      run: 1,
      recipe_version: 1,
      generator: "built-in",
      model: "built-in",
      seed: 0,
      slots: { topic: "a topic" },
      prompt: [{ role: "user", content: NEAR }],
      screened_at: exemplar.screenedAt?.toISOString(),
      created_at: exemplar.createdAt.toISOString(),
      decided_at: exemplar.decidedAt?.toISOString(),
      reviewer: "Ada",
    });
    expect(row.similarity).toBeCloseTo(exemplar.similarity ?? 0, 5);
    expect(row.leak_probability).toBeCloseTo(exemplar.leakProbability ?? 0, 5);
    expect(row.overrides).toContainEqual(
      expect.objectContaining({
        reason: REASON,
        by: "Ada",
        kind: expect.any(String),
        at: expect.any(String),
      }),
    );
  });

  it("streams as many rows as there are, in the order of their numbers, as CSV with a fitting head", async () => {
    await sealTestSet();
    const texts = Array.from({ length: 2_500 }, (_, index) => `=Line ${index},\n"${index}" 🪑`);
    await seedRun({
      projectId,
      userId,
      exemplars: texts.map((text) => ({
        text,
        labelId: labelId(),
        status: "accepted",
        screenedAt: new Date(Date.now() + 1_000),
        similarity: 0.1,
        leakProbability: 0.1,
      })),
    });
    const { id, rowCount } = await make({ format: "csv", columns: ["number"] });
    expect(rowCount).toBe(2_500);
    const { text, headers } = await download(id);
    const [head, ...rows] = parse(text) as string[][];
    expect(head).toEqual(["text", "label", "number"]);
    expect(rows.map(([cell]) => cell)).toEqual(texts.map((line) => `'${line}`));
    expect(rows.map(([, , number]) => Number(number))).toEqual(texts.map((_, index) => index + 1));
    expect(headers["Content-Type"]).toMatch(/^text\/csv; charset=utf-8/);
    expect(headers["Content-Disposition"]).toContain('filename="city-library-1.csv"');
  });

  it("breaks off where rows are missing", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN, "Chairs"]);
    const { id } = await make();
    await db().exportRow.deleteMany({ where: { exportId: id, position: 2 } });
    await expect(download(id)).rejects.toThrow("1 of 2 rows");
  });

  it("is read no faster than it is taken", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN]);
    const { id } = await make();
    const { body } = await streamExport({ userId, projectId, exportId: id });
    const reader = body.getReader();
    await reader.read();
    await reader.cancel();
    expect((await reader.read()).done).toBe(true);
  });

  it("is nobody else's", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN]);
    const { id } = await make();
    const stranger = (await seedUser("Stranger")).id;
    const missing = { key: "exports.errors.notFound" };
    await expect(streamExport({ userId: stranger, projectId, exportId: id })).rejects.toMatchObject(missing);
    await expect(streamExport({ userId, projectId, exportId: "not-an-id" })).rejects.toMatchObject(missing);
    const elsewhere = await seedProject({ ownerId: userId });
    await expect(streamExport({ userId, projectId: elsewhere.id, exportId: id })).rejects.toMatchObject(
      missing,
    );
    await expect(
      createExport({
        userId: stranger,
        projectId,
        format: "csv",
        columns: [],
        acknowledgesMissingTestSet: true,
      }),
    ).rejects.toMatchObject({ key: "projects.errors.notFound" });
    expect(await listExports({ userId: stranger, projectId })).toEqual([]);
  });
});
