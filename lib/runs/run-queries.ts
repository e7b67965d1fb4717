import "server-only";
import { z } from "zod";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { RunModel } from "#lib/server/generated/models.ts";
import { budgetIn, costOf, type JudgeUsage, type RunUsage, type Spent, spentIn } from "./budget.ts";
import { listFailures } from "./items/run-failure-queries.ts";
import { readJudging } from "./judging-queries.ts";
import { PASSES } from "./passing-exemplars.ts";
import {
  type Counts,
  type LabelEnd,
  type LabelProgress,
  type Run,
  type RunJudge,
  type RunProgress,
  type RunSummary,
  sumOf,
  type Target,
  totalOf,
  unpackRunFailure,
} from "./runs.ts";

/** Runs that a worker has to take up: what an earlier process left, and what waits. */
export async function listUnfinishedRunIds(): Promise<string[]> {
  const runs = await db().run.findMany({
    where: { state: { in: ["queued", "running"] } },
    orderBy: { createdAt: "asc" },
    select: { id: true },
  });
  return runs.map(({ id }) => id);
}

const details = {
  recipeVersion: { include: { recipe: { select: { id: true, name: true } } } },
  endpoint: { select: { id: true, name: true } },
  judgeEndpoint: { select: { id: true, name: true } },
} as const;

/** The newest run first. */
export async function listRuns(asked: { userId: string; projectId: string }): Promise<RunSummary[]> {
  const projectId = uuid(asked.projectId);
  const where = { projectId, project: { ownerId: asked.userId } };
  const [runs, counts] = await Promise.all([
    db().run.findMany({ where, include: details, orderBy: { number: "desc" } }),
    countsOfRuns({ projectId }),
  ]);
  return runs.map((run) => toSummary(run, counts.get(run.id)));
}

/** @throws UserError not-found */
export async function getRun(asked: { userId: string; projectId: string; runId: string }): Promise<Run> {
  const run = await db().run.findFirst({
    where: {
      id: uuid(asked.runId),
      projectId: uuid(asked.projectId),
      project: { ownerId: asked.userId },
    },
    include: details,
  });
  if (!run) throw new UserError("not-found", "runs.errors.notFound");
  const counts = await countsOfRuns({ runId: run.id, projectId: run.projectId });
  return {
    ...toSummary(run, counts.get(run.id)),
    projectId: run.projectId,
    recipeId: run.recipeVersion.recipe.id,
    recipeVersionId: run.recipeVersionId,
    endpointId: run.endpoint?.id ?? null,
    endpointName: run.endpoint?.name ?? null,
    seed: run.seed,
    concurrency: run.concurrency,
    targets: run.targets as unknown as Target[],
    budget: budgetIn(run),
    reusesReplies: run.reusesReplies,
    prices: spentIn(run).generator.prices,
    judge: judgeOf(run),
  };
}

function judgeOf(run: RunRow): RunJudge | null {
  if (run.judgeModel === null) return null;
  return {
    endpointId: run.judgeEndpoint?.id ?? null,
    endpointName: run.judgeEndpoint?.name ?? null,
    model: run.judgeModel,
    rubric: run.rubric,
    prices: spentIn(run).judge.prices,
  };
}

function usageOf(run: RunModel): RunUsage {
  const { generator, judge } = spentIn(run);
  return {
    ...withCost(generator),
    reused: run.reused,
    latencyMs: run.answered === 0 ? null : Number(run.latencyMs) / run.answered,
    judge: run.judgeModel === null ? null : withCost(judge),
  };
}

function withCost({ prices, ...usage }: Spent): JudgeUsage {
  return { ...usage, cost: costOf(usage, prices) };
}

/** Of all whom the run asks. @returns null where the prices of one of them are unknown */
function costOfRun(run: RunModel): number | null {
  const { cost, judge } = usageOf(run);
  if (!judge) return cost;
  if (run.generator === "builtIn") return judge.cost;
  return cost === null || judge.cost === null ? null : cost + judge.cost;
}

/** How far a run is, label by label, and why items failed. @throws UserError not-found */
export async function getRunProgress(asked: {
  userId: string;
  projectId: string;
  runId: string;
}): Promise<RunProgress> {
  const run = await db().run.findFirst({
    where: {
      id: uuid(asked.runId),
      projectId: uuid(asked.projectId),
      project: { ownerId: asked.userId },
    },
  });
  if (!run) throw new UserError("not-found", "runs.errors.notFound");
  const [labels, failures, judging] = await Promise.all([
    countsOfLabels(run),
    listFailures(run.id),
    run.judgeModel === null ? null : readJudging(run.id),
  ]);
  const { asked: planned, produced, failed } = sumOf(labels);
  return {
    state: run.state,
    isPlanned: run.plannedAt !== null,
    failure: run.error === null ? null : unpackRunFailure(run.error),
    labels,
    failures,
    usage: usageOf(run),
    judging,
    pending: run.plannedAt === null ? 0 : planned - produced - failed,
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
    now: new Date().toISOString(),
  };
}

/**
 * Counted from exemplars and failed items only: both have an index by run, while the items themselves, with their
 * filled templates, are too much to read every second.
 */
async function countsOfLabels(run: RunModel): Promise<LabelProgress[]> {
  const { id: runId } = run;
  const targets = run.targets as unknown as Target[];
  const planned = run.planned as Record<string, number>;
  const ends = run.labelEnds as Record<string, LabelEnd>;
  const [labels, exemplars, failed] = await Promise.all([
    db().label.findMany({
      where: { id: { in: targets.map(({ labelId }) => labelId) } },
      orderBy: [{ position: "asc" }, { id: "asc" }],
    }),
    db().$queryRaw<(Omit<Made, "failed"> & { labelId: string })[]>`
      SELECT "intendedLabelId" AS "labelId", ${made}
      FROM "Exemplar" WHERE "runId" = ${runId}::uuid GROUP BY 1`,
    db().runItem.groupBy({ by: ["labelId"], where: { runId, state: "failed" }, _count: true }),
  ]);
  return labels.map(({ id, name, colour }) => {
    const made = exemplars.find((row) => row.labelId === id);
    const target = targets.find((target) => target.labelId === id)?.count ?? 0;
    return {
      labelId: id,
      name,
      colour,
      target,
      end: ends[id] ?? null,
      asked: planned[id] ?? target,
      produced: made?.produced ?? 0,
      screened: made?.screened ?? 0,
      passing: made?.passing ?? 0,
      failed: failed.find((row) => row.labelId === id)?._count ?? 0,
    };
  });
}

type Made = Omit<Counts, "asked">;
const NONE: Made = { produced: 0, screened: 0, passing: 0, failed: 0 };

/** For the list of a SELECT from "Exemplar". */
const made = Prisma.sql`count(*)::int AS produced, count("screenedAt")::int AS screened,
  count(*) FILTER (WHERE ${PASSES})::int AS passing`;

/** Of one run where `runId` is given, else of every run of the project. */
async function countsOfRuns({ projectId, runId }: { projectId: string; runId?: string }) {
  const which = runId ? Prisma.sql`"runId" = ${runId}::uuid` : Prisma.sql`"projectId" = ${projectId}::uuid`;
  const [exemplars, failed] = await Promise.all([
    db().$queryRaw<(Omit<Made, "failed"> & { runId: string })[]>`
      SELECT "runId", ${made}
      FROM "Exemplar" WHERE ${which} GROUP BY 1`,
    db().runItem.groupBy({
      by: ["runId"],
      where: { state: "failed", ...(runId ? { runId } : { run: { projectId } }) },
      _count: true,
    }),
  ]);
  const counts = new Map<string, Made>();
  for (const { runId: id, ...rest } of exemplars) counts.set(id, { ...rest, failed: 0 });
  for (const { runId: id, _count } of failed) {
    counts.set(id, { ...(counts.get(id) ?? NONE), failed: _count });
  }
  return counts;
}

type RunRow = Prisma.RunGetPayload<{ include: typeof details }>;

function toSummary(run: RunRow, counts: Made = NONE): RunSummary {
  const targets = run.targets as unknown as Target[];
  const planned = run.planned as Record<string, number>;
  return {
    id: run.id,
    number: run.number,
    state: run.state,
    recipeName: run.recipeVersion.recipe.name,
    recipeVersion: run.recipeVersion.number,
    generator: run.generator,
    model: run.model,
    isJudged: run.judgeModel !== null,
    goal: run.goal,
    target: totalOf(targets),
    asked: targets.reduce((sum, { labelId, count }) => sum + (planned[labelId] ?? count), 0),
    cost: costOfRun(run),
    ...counts,
    createdAt: run.createdAt.toISOString(),
    startedAt: run.startedAt?.toISOString() ?? null,
    finishedAt: run.finishedAt?.toISOString() ?? null,
  };
}

/** An address typed by hand is no uuid, and the database would answer it with an error instead of "none". */
function uuid(text: string): string {
  if (!z.uuid().safeParse(text).success) throw new UserError("not-found", "runs.errors.notFound");
  return text;
}
