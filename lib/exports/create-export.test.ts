import { beforeEach, describe, expect, it } from "vitest";
import { decideExemplars } from "#lib/review/decisions/decide-exemplars.ts";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { undoDecisions } from "#lib/review/decisions/undo/restore-batch.ts";
import { changeThresholds } from "#lib/screening/findings/change-thresholds.ts";
import { overrideFinding } from "#lib/screening/findings/override-finding.ts";
import { withdrawOverride } from "#lib/screening/findings/withdraw-override.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { defaultThresholds } from "#lib/screening/screening.ts";
import { db } from "#lib/server/db.ts";
import { getCurated } from "./curated-set-queries.ts";
import { listExports } from "./export-queries.ts";
import { CLEAN, LEAK, NEAR, REASON, useCuratedProject } from "./test/curated-project.ts";

const { made, labelId, decide, make, download, sealTestSet, seedAccepted, exported, openLeaks } =
  useCuratedProject();
let userId: string;
let projectId: string;
beforeEach(() => {
  ({ userId, projectId } = made);
});
const curated = () => getCurated({ userId, projectId });

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

  it("leaves out a text that was edited, until it is screened and accepted again", async () => {
    await sealTestSet();
    const [first, second] = await seedAccepted([CLEAN, "Chairs"]);
    if (!first || !second) throw new Error("no exemplars");
    const edit = { userId, projectId, exemplarId: second.id };
    await editExemplar({ ...edit, text: "Armchairs", revision: 1 });
    expect(await exported()).toEqual([CLEAN]);
    await screenExemplars({ projectId });
    await decide([second], "accept");
    expect(await exported()).toEqual([CLEAN, "Armchairs"]);
    await editExemplar({ userId, projectId, exemplarId: first.id, text: LEAK, revision: 1 });
    await screenExemplars({ projectId });
    await decide([first], "accept");
    expect(await exported()).toEqual(["Armchairs"]);
  });

  it("holds back a text that the undoing of an edit brought back, until it is screened", async () => {
    await sealTestSet();
    const [first, second] = await seedAccepted([CLEAN, "Chairs"]);
    if (!first || !second) throw new Error("no exemplars");
    const edit = { userId, projectId, exemplarId: second.id };
    await editExemplar({ ...edit, text: "Armchairs", revision: 1 });
    await screenExemplars({ projectId });
    await decide([second], "accept");
    await editExemplar({ ...edit, text: "Easy chairs", revision: 3 });
    await undoDecisions({ userId, projectId });
    expect(await exported()).toEqual([CLEAN]);
    expect((await curated()).leftOut).toEqual({ openLeak: 0, edited: 1, notScreened: 0 });
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
      label: made.labels[1]?.name,
      intended_label: made.labels[0]?.name,
    });
  });

  it("follows the thresholds, also those changed after acceptance", async () => {
    await sealTestSet();
    await changeThresholds({
      userId,
      projectId,
      thresholds: { leak: 1, duplicate: 1, cosine: 1, wordEdit: 1 },
    });
    await seedAccepted([CLEAN, NEAR]);
    expect(await exported()).toEqual([CLEAN, NEAR]);
    await changeThresholds({ userId, projectId, thresholds: defaultThresholds });
    expect(await exported()).toEqual([CLEAN]);
  });

  it("lets out what was overridden with a reason, until that is withdrawn", async () => {
    await sealTestSet();
    await seedAccepted([NEAR]);
    const found = await openLeaks();
    expect(found).toHaveLength(1);
    const findingId = found[0]?.id ?? "";
    await expect(make()).rejects.toMatchObject({ key: "exports.errors.allHeld" });
    await overrideFinding({ userId, projectId, findingId, reason: REASON });
    expect(await exported()).toEqual([NEAR]);
    await withdrawOverride({ userId, projectId, findingId });
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
