import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { getScreeningState } from "../screening-queries.ts";
import { USUAL, useScreenedProject } from "../test/screened-project.ts";
import { rejudgeProject } from "./rejudge-project.ts";

const { made, seedSets, seedUnscreened, findings } = useScreenedProject();
let userId: string;
let projectId: string;
beforeEach(() => {
  ({ userId, projectId } = made);
});

const TEXTS = [
  "Where is my parcel, it should have come on Monday",
  "Where is my parcel? It should have come on Tuesday",
  "So where is my parcel that should have come by Monday",
  "I want to close my account",
  "I would like to close the account for good now",
  "Tell me the opening hours of the branch in the old town please",
  "Please tell me the opening hours of your branch in town",
  "Where is my parcel? It should have come on Wednesday",
];

describe("rejudgeProject", () => {
  it.each([
    { cosine: 0.5, characterGrams: 0.5, wordEdit: 0.5 },
    { cosine: 0.7, characterGrams: 0.9, wordEdit: 0.8 },
    { cosine: 1, characterGrams: 1, wordEdit: 1 },
  ])("gives what screening from the beginning gives: $cosine", async (thresholds) => {
    await seedSets();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId });
    const before = await findings();
    await rejudgeProject({ userId, projectId, thresholds });
    const rejudged = await findings();
    expect(rejudged).not.toEqual(before);

    await db().finding.deleteMany({ where: { projectId } });
    await db().similarityScore.deleteMany({ where: { exemplar: { projectId } } });
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null, openLeaks: 9 } });
    await screeningEngine().forget(projectId);
    await screenExemplars({ projectId });
    expect(await findings()).toEqual(rejudged);

    await rejudgeProject({ userId, projectId, thresholds: USUAL });
    expect((await findings()).map(({ openFindings }) => openFindings)).toEqual(
      before.map(({ openFindings }) => openFindings),
    );
  });

  it("refuses another user's project", async () => {
    const stranger = await seedUser("Stranger");
    await expect(
      rejudgeProject({
        userId: stranger.id,
        projectId,
        thresholds: { cosine: 0.5, characterGrams: 0.5, wordEdit: 0.5 },
      }),
    ).rejects.toMatchObject({ key: "projects.errors.notFound" });
  });

  it("counts beforehand what a threshold would find", async () => {
    await seedSets();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId });
    const { counts, screened, hasTestSet } = await getScreeningState({ userId, projectId });
    expect({ screened, hasTestSet }).toEqual({ screened: TEXTS.length, hasTestSet: true });
    for (const threshold of [50, 60, 85, 100]) {
      const flagged = await db().similarityScore.count({
        where: {
          exemplar: { projectId },
          detector: "cosine",
          against: "test",
          score: { gte: threshold / 100 },
        },
      });
      expect(counts.test.cosine.slice(threshold).reduce((sum, count) => sum + count, 0)).toBe(flagged);
    }
  });
});
