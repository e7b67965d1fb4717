import { beforeEach, describe, expect, it } from "vitest";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { defaultThresholds, type ScreeningThresholds } from "../screening.ts";
import { useScreenedProject } from "../test/screened-project.ts";
import { changeThresholds } from "./change-thresholds.ts";

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

describe("changeThresholds", () => {
  it.each([
    { leak: 0.02, duplicate: 0.3, cosine: 0.5, wordEdit: 0.5 },
    { leak: 0.7, duplicate: 0.8, cosine: 0.7, wordEdit: 0.8 },
    { leak: 1, duplicate: 1, cosine: 1, wordEdit: 1 },
  ])("gives what screening from the beginning gives: $leak", async (thresholds) => {
    await seedSets();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId });
    const before = await findings();
    await changeThresholds({ userId, projectId, thresholds });
    const rejudged = await findings();
    expect(rejudged).not.toEqual(before);

    await db().finding.deleteMany({ where: { projectId } });
    await db().match.deleteMany({ where: { exemplar: { projectId } } });
    await db().exemplar.updateMany({ where: { projectId }, data: { screenedAt: null, openLeaks: 9 } });
    await screeningEngine().forget(projectId);
    await screenExemplars({ projectId });
    expect(await findings()).toEqual(rejudged);

    await changeThresholds({ userId, projectId, thresholds: defaultThresholds });
    expect((await findings()).map(({ openFindings }) => openFindings)).toEqual(
      before.map(({ openFindings }) => openFindings),
    );
  });

  it("forgets the false-alarm rate where the leak threshold is changed by hand", async () => {
    const change = (changes: Partial<ScreeningThresholds>, falseAlarmRate?: number) =>
      changeThresholds({ ...made, thresholds: { ...defaultThresholds, ...changes }, falseAlarmRate });
    const rate = async () => (await getProject(made)).falseAlarmRate;
    expect(await rate()).toBeNull();
    await change({ leak: 0.37 }, 0.01);
    expect(await rate()).toBe(0.01);
    await change({ leak: 0.37, cosine: 0.9 });
    expect(await rate()).toBe(0.01);
    await change({ leak: 0.38, cosine: 0.9 });
    expect(await rate()).toBeNull();
  });

  it("refuses another user's project", async () => {
    const stranger = await seedUser("Stranger");
    await expect(
      changeThresholds({
        userId: stranger.id,
        projectId,
        thresholds: defaultThresholds,
      }),
    ).rejects.toMatchObject({ key: "projects.errors.notFound" });
  });
});
