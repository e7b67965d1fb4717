import { beforeEach } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";

/** Before each test a project of its own with the labels refund and card lost, and three pending exemplars. */
export function useReviewProject() {
  const given = { userId: "", projectId: "", ids: [] as string[], refund: "", lost: "" };
  beforeEach(async () => {
    given.userId = (await seedUser()).id;
    const project = await seedProject({ ownerId: given.userId, labels: ["refund", "card lost"] });
    given.projectId = project.id;
    [given.refund = "", given.lost = ""] = project.labels.map(({ id }) => id);
    const { exemplars } = await seedRun({
      projectId: project.id,
      userId: given.userId,
      exemplars: ["one", "two", "three"].map((text) => ({ text, labelId: given.refund })),
    });
    given.ids = exemplars.map(({ id }) => id);
  });
  const ordered = <T extends "number" | "sequence">(by: T) => ({
    where: { projectId: given.projectId },
    orderBy: { [by]: "asc" } as Record<T, "asc">,
  });
  return {
    given,
    scope: () => ({ userId: given.userId, projectId: given.projectId }),
    rows: () => db().exemplar.findMany(ordered("number")),
    decisions: () => db().decision.findMany(ordered("sequence")),
    statuses: async () => (await db().exemplar.findMany(ordered("number"))).map(({ status }) => status),
  };
}
