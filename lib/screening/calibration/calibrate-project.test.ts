import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet } from "#prisma/seed/real-data.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { useScreenedProject } from "../test/screened-project.ts";
import { calibrateProject, giveUpCalibration } from "./calibrate-project.ts";
import { getCalibration, getCalibrationState, listUncalibratedProjectIds } from "./calibration-queries.ts";
import { falseAlarms, recallOf } from "./error-rates.ts";
import { requestCalibration, requireCalibration } from "./request-calibration.ts";

const { made, sealTestSet, seedUnscreened, findings } = useScreenedProject();

const PLACES = ["harbour", "market", "old town", "station", "museum", "garden", "castle", "bridge"];
const THINGS = ["parcel", "ticket", "umbrella", "passport", "invoice", "bicycle", "receipt", "lantern"];
const test = PLACES.flatMap((place, p) =>
  THINGS.slice(0, 5).map(
    (thing, t) => `where can I collect the ${thing} that I left at the ${place} on day ${p * 8 + t}`,
  ),
);
const innocent = PLACES.flatMap((place) =>
  THINGS.slice(0, 5).map((thing) => `please repair my ${thing} before winter comes to our ${place}`),
);

const rowsOf = (texts: string[]) => texts.map((text) => ({ text, labelId: made.labelId }));
const measured = async () => {
  await calibrateProject(made);
  return getCalibration(made);
};

beforeEach(async () => {
  await sealTestSet(test);
});

it("measures the sets where that is asked for, and keeps no text", async () => {
  await seedSupportSet(made.projectId, rowsOf([...innocent, `${test[0]?.toUpperCase()}!`]));
  await calibrateProject(made);
  expect(await db().calibration.count()).toBe(0);

  await requireCalibration(made.projectId);
  expect(await getCalibrationState(made)).toMatchObject({ stage: "running", measuredAt: null });
  const { result, thresholds } = await measured();
  if (!result) throw new Error("nothing was stored");
  expect(result.natural).toMatchObject({ source: "support", rows: 41, copies: 1 });
  expect(falseAlarms(result.natural, thresholds)?.of).toBe(40);
  const [all] = recallOf(result, thresholds, ["combined"]);
  expect(all?.recall.case).toMatchObject({ count: 40, of: 40 });
  expect(
    JSON.stringify(await db().calibration.findMany({ where: { projectId: made.projectId } })),
  ).not.toMatch(/collect|repair/i);
  expect(await getCalibrationState(made)).toMatchObject({ stage: "done", progress: 1, isStale: false });
});

it("measures test rows against the others without a support set", async () => {
  await requireCalibration(made.projectId);
  const { result } = await measured();
  expect(result?.natural).toMatchObject({ source: "test", rows: 40, copies: 0 });
});

it("is asked for once for the same sets, and again for others", async () => {
  await requireCalibration(made.projectId);
  await requireCalibration(made.projectId);
  expect(await db().calibration.count({ where: { projectId: made.projectId } })).toBe(1);
  await calibrateProject(made);
  await requireCalibration(made.projectId);
  expect(await db().calibration.count({ where: { projectId: made.projectId, finishedAt: null } })).toBe(0);

  await seedSupportSet(made.projectId, rowsOf(innocent));
  expect(await getCalibrationState(made)).toMatchObject({ stage: "done", isStale: true });
  await requireCalibration(made.projectId);
  const { result } = await measured();
  expect(result?.natural.source).toBe("support");
  expect(await db().calibration.count({ where: { projectId: made.projectId } })).toBe(1);
});

it("stops where it is told to, and is taken up again", async () => {
  await requireCalibration(made.projectId);
  await expect(calibrateProject({ ...made, signal: AbortSignal.abort() })).rejects.toThrow();
  expect(await listUncalibratedProjectIds()).toContain(made.projectId);
  expect((await measured()).result).not.toBeNull();
  expect(await listUncalibratedProjectIds()).not.toContain(made.projectId);
});

it("says that it was given up, keeps what was measured before, and tries the same sets only on request", async () => {
  await requireCalibration(made.projectId);
  await calibrateProject(made);
  await requestCalibration(made);
  await giveUpCalibration(made.projectId, new Error("no luck"));
  expect(await getCalibrationState(made)).toMatchObject({ stage: "failed", failure: "internal" });
  expect((await getCalibration(made)).result).not.toBeNull();
  await requireCalibration(made.projectId);
  expect(await getCalibrationState(made)).toMatchObject({ stage: "failed" });
  await requestCalibration(made);
  expect(await getCalibrationState(made)).toMatchObject({ stage: "running" });
});

it("is for the project's owner, with a test set", async () => {
  const stranger = await seedUser("Stranger");
  const asked = { projectId: made.projectId, userId: stranger.id };
  await expect(requestCalibration(asked)).rejects.toMatchObject({ code: "not-found" });
  await expect(getCalibrationState(asked)).rejects.toMatchObject({ code: "not-found" });
  await expect(getCalibration(asked)).rejects.toMatchObject({ code: "not-found" });
  await db().testRow.deleteMany({ where: { projectId: made.projectId } });
  await db().testSet.delete({ where: { projectId: made.projectId } });
  await expect(requestCalibration(made)).rejects.toMatchObject({ code: "conflict" });
  await requireCalibration(made.projectId);
  expect(await db().calibration.count({ where: { projectId: made.projectId } })).toBe(0);
});

describe("a threshold that stands for a rate of false alarms", () => {
  const setRate = (falseAlarmRate: number, leakThreshold: number) =>
    db().project.update({ where: { id: made.projectId }, data: { falseAlarmRate, leakThreshold } });

  it("moves to where the rate is, and findings with it", async () => {
    await seedSupportSet(made.projectId, rowsOf(innocent));
    await seedUnscreened([`${test[3]?.slice(0, test[3].lastIndexOf(" on day"))}`]);
    await setRate(0.05, 1);
    await db().project.update({
      where: { id: made.projectId },
      data: { cosineThreshold: 1, wordEditThreshold: 1 },
    });
    await screenExemplars(made);
    expect((await findings())[0]?.openLeaks).toBe(0);
    await requireCalibration(made.projectId);
    const { result, thresholds, falseAlarmRate, counts } = await measured();
    if (!result) throw new Error("nothing was stored");
    expect(thresholds.leak).toBeLessThan(1);
    expect(falseAlarmRate).toBe(0.05);
    expect(falseAlarms(result.natural, thresholds)?.share).toBeLessThanOrEqual(0.05);
    expect((await findings())[0]?.openLeaks).toBe(1);
    expect(counts.leak.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  it("stays where there are too few innocent rows to measure the rate", async () => {
    await seedSupportSet(made.projectId, rowsOf(innocent.slice(0, 12)));
    await setRate(0.01, 0.7);
    await requireCalibration(made.projectId);
    const { thresholds, falseAlarmRate } = await measured();
    expect({ leak: thresholds.leak, falseAlarmRate }).toEqual({ leak: 0.7, falseAlarmRate: 0.01 });
  });
});
