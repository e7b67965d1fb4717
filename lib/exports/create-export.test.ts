import { createHash } from "node:crypto";
import { parse } from "csv-parse/sync";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { decideExemplars } from "#lib/review/decide-exemplars.ts";
import { editExemplar } from "#lib/review/edit-exemplar.ts";
import { undoDecisions } from "#lib/review/undo-decisions.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import { overrideFinding } from "#lib/screening/override-finding.ts";
import { rejudgeProject } from "#lib/screening/rejudge-project.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { withdrawOverride } from "#lib/screening/withdraw-override.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedTestSet } from "#prisma/seed/real-data.ts";
import { createExport } from "./create-export.ts";
import { getCurated } from "./curated-set-queries.ts";
import { listExports } from "./export-queries.ts";
import { type CreateExportInput, PROVENANCE_COLUMNS } from "./exports.ts";
import { streamExport } from "./stream-export.ts";

useDatabase();
afterAll(() => screeningEngine().close());

const TEST = ["Where is my parcel, it should have come on Monday", "I want to close my account for good"];
const CLEAN = "May I bring my dog along to the reading room";
const NEAR = "Where is my parcel, it should have come on Tuesday";
const REASON = "Said by everybody; checked with the team.";
const USUAL = { cosine: 0.85, characterGrams: 0.75, wordEdit: 0.5 };

let userId: string;
let projectId: string;
let labels: { id: string; name: string }[];

beforeEach(async () => {
  userId = (await seedUser("Ada")).id;
  const project = await seedProject({ ownerId: userId, name: "City library" });
  projectId = project.id;
  labels = project.labels;
});

const labelId = (index = 0) => labels[index]?.id ?? "";
const sealTestSet = (texts = TEST) =>
  seedTestSet(
    projectId,
    texts.map((text) => ({ text, labelId: labelId() })),
    userId,
  );

async function seedAccepted(texts: string[]) {
  const { exemplars } = await seedRun({
    projectId,
    userId,
    exemplars: texts.map((text) => ({ text, labelId: labelId(), screenedAt: null })),
  });
  await screenExemplars({ projectId });
  await decide(exemplars, "accept");
  return exemplars;
}

const decide = (exemplars: { id: string }[], kind: "accept" | "reject" | "reopen") =>
  decideExemplars({ userId, projectId, exemplarIds: exemplars.map(({ id }) => id), decision: { kind } });

const make = (changes: Partial<CreateExportInput> = {}) =>
  createExport({
    userId,
    projectId,
    format: "jsonl",
    columns: [],
    acknowledgesMissingTestSet: false,
    ...changes,
  });

async function download(exportId: string) {
  const { body, headers } = await streamExport({ userId, projectId, exportId });
  return { text: await new Response(body).text(), headers };
}

/** The texts that an export made now contains. */
async function exported(): Promise<string[]> {
  const { id } = await make();
  const lines = (await download(id)).text.trimEnd().split("\n");
  return lines.map((line) => (JSON.parse(line) as { text: string }).text);
}

const curated = () => getCurated({ userId, projectId });
const leaks = () => db().finding.findMany({ where: { projectId, against: "test", state: "open" } });

describe("what goes out", () => {
  it("is accepted, screened and without an open leak", async () => {
    await sealTestSet();
    const [, , rejected, pending] = await seedAccepted([CLEAN, NEAR, "Chairs", "Tables"]);
    await decide(rejected ? [rejected] : [], "reject");
    await decide(pending ? [pending] : [], "reopen");
    expect(await exported()).toEqual([CLEAN]);
    expect(await curated()).toMatchObject({
      accepted: 2,
      ready: 1,
      leftOut: { openLeak: 1, edited: 0, notScreened: 0 },
      hasTestSet: true,
    });
  });

  it("may be like other exemplars: a duplicate is no leak", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN, CLEAN]);
    expect(await exported()).toEqual([CLEAN, CLEAN]);
  });

  it("holds back what was accepted and then screened against another test set", async () => {
    await sealTestSet();
    await seedAccepted([CLEAN, "Chairs"]);
    await db().testRow.deleteMany({ where: { projectId } });
    await db().testSet.delete({ where: { projectId } });
    await sealTestSet([CLEAN.toUpperCase()]);
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
    expect((await curated()).leftOut).toEqual({ openLeak: 0, edited: 0, notScreened: 2 });
    await screenExemplars({ projectId });
    expect(await exported()).toEqual(["Chairs"]);
  });

  it("holds back what was screened before the test set was sealed, whoever forgot to ask for more", async () => {
    await seedAccepted([CLEAN]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await sealTestSet();
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
    expect((await curated()).leftOut).toEqual({ openLeak: 0, edited: 0, notScreened: 1 });
  });

  it("holds back a text that was edited, until it is screened", async () => {
    await sealTestSet();
    const [first, second] = await seedAccepted([CLEAN, "Chairs"]);
    const edit = { userId, projectId, exemplarId: second?.id ?? "", revision: 1 };
    await editExemplar({ ...edit, text: "Armchairs" });
    expect(await exported()).toEqual([CLEAN]);
    expect((await curated()).leftOut).toEqual({ openLeak: 0, edited: 1, notScreened: 0 });
    await screenExemplars({ projectId });
    expect(await exported()).toEqual([CLEAN, "Armchairs"]);
    await editExemplar({ ...edit, exemplarId: first?.id ?? "", text: TEST[1] ?? "" });
    await screenExemplars({ projectId });
    expect(await exported()).toEqual(["Armchairs"]);
    await undoDecisions({ userId, projectId });
    await screenExemplars({ projectId });
    expect(await exported()).toEqual([CLEAN, "Armchairs"]);
  });

  it("carries the label as it is now", async () => {
    await sealTestSet();
    const exemplars = await seedAccepted([CLEAN, NEAR]);
    await decideExemplars({
      userId,
      projectId,
      exemplarIds: exemplars.map(({ id }) => id),
      decision: { kind: "relabel", labelId: labelId(1) },
    });
    const { id } = await make({ columns: ["intended_label"] });
    expect(JSON.parse((await download(id)).text)).toEqual({
      text: CLEAN,
      label: labels[1]?.name,
      intended_label: labels[0]?.name,
    });
  });

  it("follows the thresholds, also those changed after acceptance", async () => {
    await sealTestSet();
    await rejudgeProject({ userId, projectId, thresholds: { cosine: 1, characterGrams: 1, wordEdit: 1 } });
    await seedAccepted([CLEAN, NEAR]);
    expect(await exported()).toEqual([CLEAN, NEAR]);
    await rejudgeProject({ userId, projectId, thresholds: USUAL });
    expect(await exported()).toEqual([CLEAN]);
  });

  it("lets out what was overridden with a reason, every leak of it, until that is withdrawn", async () => {
    await sealTestSet();
    await seedAccepted([NEAR]);
    const found = await leaks();
    expect(found.length).toBeGreaterThan(1);
    for (const { id } of found) {
      await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
      await overrideFinding({ userId, projectId, findingId: id, reason: REASON });
    }
    expect(await exported()).toEqual([NEAR]);
    await withdrawOverride({ userId, projectId, findingId: found[0]?.id ?? "" });
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
  });

  it("does not trust a counter that says less than the findings", async () => {
    await sealTestSet();
    await seedAccepted([NEAR]);
    await db().exemplar.updateMany({ where: { projectId }, data: { openLeaks: 0, openFindings: 0 } });
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
  });

  it("is refused without a test set unless that is acknowledged, which the export then says", async () => {
    await seedAccepted([CLEAN]);
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.noTestSet" });
    await make({ acknowledgesMissingTestSet: true });
    await sealTestSet();
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId });
    await make({ acknowledgesMissingTestSet: true });
    expect((await listExports({ userId, projectId })).map(({ withoutTestSet }) => withoutTestSet)).toEqual([
      false,
      true,
    ]);
  });

  it("is nothing where nothing is accepted, and leaves no trace of the try", async () => {
    await sealTestSet();
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.nothingAccepted" });
    expect(await listExports({ userId, projectId })).toEqual([]);
  });
});

describe("an export", () => {
  it("is frozen and numbered", async () => {
    await sealTestSet();
    const exemplars = await seedAccepted([CLEAN, "Chairs"]);
    const first = await make();
    const before = (await download(first.id)).text;
    await decide(exemplars, "reject");
    const [chairs] = await seedAccepted(["Tables"]);
    await editExemplar({ userId, projectId, exemplarId: chairs?.id ?? "", text: "Tablets", revision: 1 });
    await screenExemplars({ projectId });
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
    for (const { id } of await leaks())
      await overrideFinding({ userId, projectId, findingId: id, reason: REASON });
    const { id } = await make({ columns: [...PROVENANCE_COLUMNS] });
    const exemplar = await db().exemplar.findFirstOrThrow({ where: { projectId } });
    const row = JSON.parse((await download(id)).text) as Record<string, unknown>;
    expect(row).toMatchObject({
      text: NEAR,
      label: labels[0]?.name,
      number: 1,
      id: exemplar.id,
      intended_label: labels[0]?.name,
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
