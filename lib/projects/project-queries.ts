import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { LabelModel, ProjectModel } from "#lib/server/generated/models.ts";
import { isUuid } from "#lib/server/uuid.ts";
import type { Guidelines } from "./guidelines.ts";
import type {
  Label,
  Progress,
  Project,
  ProjectSummary,
  ProjectWithLabels,
  Step,
  Waiting,
} from "./projects.ts";

/** @throws UserError not-found, also where the project is somebody else's */
export async function getProject(asked: { userId: string; projectId: string }): Promise<ProjectWithLabels> {
  const found = isUuid(asked.projectId)
    ? await db().project.findFirst({
        where: { id: asked.projectId, ownerId: asked.userId },
        include: { labels: { orderBy: [{ position: "asc" }, { id: "asc" }] } },
      })
    : null;
  if (!found) throw new UserError("not-found", "projects.errors.notFound");
  return { ...toProject(found), labels: found.labels.map(toLabel) };
}

/** @throws UserError not-found, also where the project is somebody else's */
export async function getGuidelines(asked: { userId: string; projectId: string }): Promise<Guidelines> {
  const found = isUuid(asked.projectId)
    ? await db().project.findFirst({
        where: { id: asked.projectId, ownerId: asked.userId },
        select: {
          guidelines: true,
          labels: { where: { guidelines: { not: "" } }, select: { id: true, guidelines: true } },
        },
      })
    : null;
  if (!found) throw new UserError("not-found", "projects.errors.notFound");
  return {
    project: found.guidelines,
    labels: Object.fromEntries(found.labels.map(({ id, guidelines }) => [id, guidelines])),
  };
}

/** The user's projects with their progress, the one changed last first. */
export async function listProjects(userId: string): Promise<ProjectSummary[]> {
  const owned = { project: { ownerId: userId } };
  const [projects, statuses, warned] = await Promise.all([
    db().project.findMany({
      where: { ownerId: userId },
      include: { _count: { select: { labels: true } } },
      orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    }),
    db().exemplar.groupBy({ by: ["projectId", "status"], where: owned, _count: true }),
    db().exemplar.groupBy({
      by: ["projectId"],
      where: { ...owned, openFindings: { gt: 0 }, status: { not: "rejected" } },
      _count: true,
    }),
  ]);
  return projects.map((project) => {
    const count = (status: string) =>
      statuses.find((group) => group.projectId === project.id && group.status === status)?._count ?? 0;
    const [pending, accepted, rejected] = [count("pending"), count("accepted"), count("rejected")];
    const warnings = warned.find((group) => group.projectId === project.id)?._count ?? 0;
    const progress: Progress = {
      generated: pending + accepted + rejected,
      pending,
      accepted,
      rejected,
      warnings,
    };
    return {
      ...toProject(project),
      labelCount: project._count.labels,
      progress,
      updatedAt: project.updatedAt,
    };
  });
}

/** The project's id where it is the user's, else nothing: an exemplar need not be joined to it. */
function ownedProject({ userId, projectId }: { userId: string; projectId: string }): Prisma.Sql {
  return Prisma.sql`
    SELECT id FROM "Project" WHERE id = ${projectId}::uuid AND "ownerId" = ${userId}::uuid`;
}

/** How far one project has come. */
export async function getProgress(asked: { userId: string; projectId: string }): Promise<Progress> {
  // One pass, and no join: 100,000 exemplars are counted in a third of the time.
  const [progress] = await db().$queryRaw<Progress[]>`
    SELECT count(*)::int AS generated,
      count(*) FILTER (WHERE status = 'pending')::int AS pending,
      count(*) FILTER (WHERE status = 'accepted')::int AS accepted,
      count(*) FILTER (WHERE status = 'rejected')::int AS rejected,
      count(*) FILTER (WHERE "openFindings" > 0 AND status <> 'rejected')::int AS warnings
    FROM "Exemplar" WHERE "projectId" = (${ownedProject(asked)})`;
  if (!progress) throw new Error("An aggregate gives one row");
  return progress;
}

/** The number beside each step of the project's path, and whether something waits there for the user. */
export async function countWaiting(asked: {
  userId: string;
  projectId: string;
}): Promise<Record<Step, Waiting>> {
  const where = { projectId: asked.projectId, project: { ownerId: asked.userId } };
  const [
    labels,
    support,
    testSet,
    vocabularies,
    recipes,
    runs,
    [pending],
    exports_,
    lastExport,
    lastAccepted,
  ] = await Promise.all([
    db().label.count({ where }),
    db().supportExample.count({ where }),
    db().testSet.findFirst({ where, select: { rowCount: true } }),
    db().vocabulary.count({ where }),
    db().recipe.count({ where }),
    db().run.count({ where }),
    db().$queryRaw<[{ count: number }]>`
        SELECT count(*)::int AS count FROM "Exemplar"
        WHERE "projectId" = (${ownedProject(asked)}) AND status = 'pending'`,
    db().export.count({ where }),
    db().export.findFirst({ where, orderBy: { number: "desc" }, select: { createdAt: true } }),
    db().exemplar.findFirst({
      where: { ...where, status: "accepted" },
      orderBy: { decidedAt: { sort: "desc", nulls: "last" } },
      select: { decidedAt: true, createdAt: true },
    }),
  ]);
  const accepted = lastAccepted?.decidedAt ?? lastAccepted?.createdAt;
  return {
    data: { count: support + (testSet?.rowCount ?? 0), waits: !testSet },
    vocabularies: { count: vocabularies, waits: false },
    recipes: { count: recipes, waits: recipes === 0 && labels > 0 },
    runs: { count: runs, waits: runs === 0 && recipes > 0 },
    review: { count: pending.count, waits: pending.count > 0 },
    exports: {
      count: exports_,
      waits: accepted !== undefined && (!lastExport || lastExport.createdAt < accepted),
    },
  };
}

function toProject(row: ProjectModel): Project {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    taskKind: row.taskKind,
    language: row.language,
    thresholds: {
      leak: row.leakThreshold,
      duplicate: row.duplicateThreshold,
      cosine: row.cosineThreshold,
      wordEdit: row.wordEditThreshold,
    },
    falseAlarmRate: row.falseAlarmRate,
    maskNumbers: row.maskNumbers,
  };
}

function toLabel({ id, name, description, colour, hotkey, position }: LabelModel): Label {
  return { id, name, description, colour, hotkey, position };
}
