import { afterAll, beforeEach } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { screeningEngine } from "../engine/screening-engine.ts";

export const TEST = [
  "Where is my parcel, it should have come on Monday",
  "I want to close my account for good",
] as const;
export const SUPPORT = "Please tell me the opening hours of your branch in the old town";

/** A database for the file, and for each test a project of its own in it. */
export function useScreenedProject() {
  const made = { userId: "", projectId: "", labelId: "" };
  useDatabase();
  afterAll(() => screeningEngine().close());
  beforeEach(async () => {
    made.userId = (await seedUser()).id;
    const project = await seedProject({ ownerId: made.userId });
    made.projectId = project.id;
    made.labelId = project.labels[0]?.id ?? "";
  });

  const withLabel = (texts: readonly string[]) => texts.map((text) => ({ text, labelId: made.labelId }));
  return {
    made,
    sealTestSet: (texts: readonly string[] = TEST) =>
      seedTestSet(made.projectId, withLabel(texts), made.userId),
    async seedSets() {
      await seedTestSet(made.projectId, withLabel(TEST), made.userId);
      await seedSupportSet(made.projectId, withLabel([SUPPORT]));
    },
    async unsealTestSet() {
      await db().testRow.deleteMany({ where: { projectId: made.projectId } });
      await db().testSet.delete({ where: { projectId: made.projectId } });
    },
    async seedUnscreened(texts: readonly string[]) {
      const exemplars = withLabel(texts).map((exemplar) => ({ ...exemplar, screenedAt: null }));
      return (await seedRun({ ...made, exemplars })).exemplars;
    },
    /** What screening says of the exemplars, in the order of their numbers. */
    async findings() {
      const exemplars = await db().exemplar.findMany({
        where: { projectId: made.projectId },
        orderBy: { number: "asc" },
        include: {
          findings: {
            orderBy: { against: "asc" },
            omit: { id: true, exemplarId: true, createdAt: true },
          },
        },
      });
      return exemplars.map(
        ({ number, screenedAt, openFindings, openLeaks, similarity, leakProbability, findings }) => ({
          number,
          screened: screenedAt !== null,
          similarity,
          leakProbability,
          openFindings,
          openLeaks,
          findings,
          kinds: [...new Set(findings.map(({ kind }) => kind))],
        }),
      );
    },
  };
}
