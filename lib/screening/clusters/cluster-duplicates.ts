import "server-only";
import { setImmediate as givesWay } from "node:timers/promises";
import { db } from "#lib/server/db.ts";
import type { CompareTexts } from "./compare-texts.ts";
import { type ClusterMember, type LikePair, starClusters } from "./star-clusters.ts";

/** Exemplars written, or texts read, by one statement. */
const SLICE = 5_000;

interface Turns {
  /** Under way now. */
  running: Promise<void>;
  /** Not begun yet, so that it will see whatever changed until now. */
  waiting: Promise<void> | null;
}

const shared = globalThis as typeof globalThis & { winnowClustering?: Map<string, Turns> };

/**
 * Finds anew which exemplars of the project are near-duplicates of which, from the stored matches and the thresholds as
 * they stand, and writes each one's representative where it is another than before. Runs of one project take turns, and
 * callers who come while one waits share it.
 */
export function clusterDuplicates(projectId: string, compare: CompareTexts): Promise<void> {
  shared.winnowClustering ??= new Map();
  const projects = shared.winnowClustering;
  const turns = projects.get(projectId);
  if (turns) {
    turns.waiting ??= turns.running.catch(() => {}).then(() => begin());
    return turns.waiting;
  }
  return begin();

  function begin(): Promise<void> {
    const running = clusterOnce(projectId, compare);
    const own: Turns = { running, waiting: null };
    projects.set(projectId, own);
    const leave = () => {
      if (own.waiting === null && projects.get(projectId) === own) projects.delete(projectId);
    };
    running.then(leave, leave);
    return running;
  }
}

async function clusterOnce(projectId: string, compare: CompareTexts): Promise<void> {
  const project = await db().project.findUnique({ where: { id: projectId } });
  // Deleted meanwhile, and its exemplars with it.
  if (!project) return;
  const { members, pairs } = await findAlike(projectId);
  const isRewriting =
    pairs.length === 0
      ? () => false
      : await compare({
          projectId,
          texts: await readTexts(members.map(({ id }) => id)),
          thresholds: {
            leak: project.leakThreshold,
            duplicate: project.duplicateThreshold,
            cosine: project.cosineThreshold,
            wordEdit: project.wordEditThreshold,
          },
        });
  const steps = starClusters(members, pairs, isRewriting);
  let step = steps.next();
  while (!step.done) {
    await givesWay();
    step = steps.next();
  }
  await writeClusters(projectId, step.value);
}

interface FoundPair {
  a: string;
  aNumber: number;
  aStatus: ClusterMember["status"];
  b: string;
  bNumber: number;
  bStatus: ClusterMember["status"];
  probability: number;
  isSure: boolean;
}

/**
 * The pairs of exemplars that reach a threshold. A word edit or cosine that does may come from another row than the
 * match: such a pair is compared before it counts.
 */
async function findAlike(projectId: string): Promise<{ members: ClusterMember[]; pairs: LikePair[] }> {
  const found = await db().$queryRaw<FoundPair[]>`
    SELECT e.id AS a, e.number AS "aNumber", e.status::text AS "aStatus",
      o.id AS b, o.number AS "bNumber", o.status::text AS "bStatus",
      m.probability, (m.exact >= 1 OR m.probability >= p."duplicateThreshold") AS "isSure"
    FROM "Project" p
    JOIN "Exemplar" e ON e."projectId" = p.id
    JOIN "Match" m ON m."exemplarId" = e.id AND m.against = 'exemplar'
    JOIN "Exemplar" o ON o.id = m."matchId" AND o."projectId" = p.id
    WHERE p.id = ${projectId}::uuid AND (m.exact >= 1 OR m.probability >= p."duplicateThreshold"
      OR m."wordEdit" >= p."wordEditThreshold" OR m.cosine >= p."cosineThreshold")`;
  const members = new Map<string, ClusterMember>();
  for (const { a, aNumber, aStatus, b, bNumber, bStatus } of found) {
    members.set(a, { id: a, number: aNumber, status: aStatus });
    members.set(b, { id: b, number: bNumber, status: bStatus });
  }
  const pairs = found.map(({ a, b, probability, isSure }) => ({ a, b, probability, isSure }));
  return { members: [...members.values()], pairs };
}

async function readTexts(ids: string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  for (let from = 0; from < ids.length; from += SLICE) {
    const rows = await db().exemplar.findMany({
      where: { id: { in: ids.slice(from, from + SLICE) } },
      select: { id: true, text: true },
    });
    for (const { id, text } of rows) texts.set(id, text);
  }
  return texts;
}

async function writeClusters(projectId: string, made: Map<string, string | null>): Promise<void> {
  const before = await db().exemplar.findMany({
    where: { projectId, clusterId: { not: null } },
    select: { id: true, clusterId: true },
  });
  const stored = new Map(before.map(({ id, clusterId }) => [id, clusterId]));
  const changed = [...new Set([...stored.keys(), ...made.keys()])].filter(
    (id) => (stored.get(id) ?? null) !== (made.get(id) ?? null),
  );
  for (let from = 0; from < changed.length; from += SLICE) {
    const ids = changed.slice(from, from + SLICE);
    // Writers of several exemplars take them in one order, so that none waits for another in a circle.
    await db().$executeRaw`
      WITH held AS MATERIALIZED (
        SELECT id FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid AND id = ANY(${ids}::text[]::uuid[])
        ORDER BY id FOR UPDATE
      )
      UPDATE "Exemplar" e SET "clusterId" = r."clusterId"
      FROM held, unnest(${ids}::text[]::uuid[], ${ids.map((id) => made.get(id) ?? null)}::text[]::uuid[])
        AS r(id, "clusterId")
      WHERE e.id = held.id AND r.id = held.id AND e."clusterId" IS DISTINCT FROM r."clusterId"`;
  }
}
