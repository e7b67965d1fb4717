import "server-only";
import { db } from "#lib/server/db.ts";
import type { ScreeningThresholds } from "../screening.ts";
import type { ClusterQuestion, LikeExemplars, Representatives } from "./cluster-messages.ts";

/** Exemplars read or written by one statement: none holds the embedded database's one session for long. */
const SLICE = 2_000;

/** Clusters the exemplars given; a port, so that a test compares texts in its own way. */
export type Cluster = (asked: ClusterQuestion) => Promise<Representatives>;

/**
 * Finds anew which exemplars of the project are near-duplicates of which, from the stored matches and the thresholds as
 * they stand, and writes each one's representative where it is another than before. No two of one project at once.
 */
export async function clusterDuplicates(projectId: string, cluster: Cluster): Promise<void> {
  const project = await db().project.findUnique({ where: { id: projectId } });
  // Deleted meanwhile, and its exemplars with it.
  if (!project) return;
  const thresholds = {
    leak: project.leakThreshold,
    duplicate: project.duplicateThreshold,
    cosine: project.cosineThreshold,
    wordEdit: project.wordEditThreshold,
  };
  const numbers = project.lastExemplarNumber;
  const pairs = await findAlike(projectId, numbers, thresholds);
  const { alike, ids } = await readAlike(projectId, pairs);
  const made = pairs.length > 0 ? await cluster({ projectId, thresholds, ...alike }) : new Int32Array();
  const representatives = new Map(ids.map((id, place) => [id, ids[made[place] ?? -1] ?? null]));
  await writeClusters(projectId, numbers, representatives);
  // What was asked for meanwhile is not done with this.
  await db().$executeRaw`
    UPDATE "Project" SET "clustersMade" = ${project.clustersAsked}
    WHERE id = ${projectId}::uuid AND "clustersMade" <> ${project.clustersAsked}`;
}

interface FoundPair {
  a: number;
  b: number;
  probability: number;
  isSure: boolean;
}

/**
 * The pairs of exemplars, by their numbers, that reach a threshold. A word edit or cosine that does may come from
 * another row than the match: such a pair is compared before it counts.
 */
async function findAlike(
  projectId: string,
  numbers: number,
  { duplicate, cosine, wordEdit }: ScreeningThresholds,
): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  for (let from = 1; from <= numbers; from += SLICE) {
    const pairs = await db().$queryRaw<FoundPair[]>`
      SELECT e.number AS a, o.number AS b, m.probability,
        (m.exact >= 1 OR m.probability >= ${duplicate}::float8) AS "isSure"
      FROM "Exemplar" e
      JOIN "Match" m ON m."exemplarId" = e.id AND m.against = 'exemplar'
      JOIN "Exemplar" o ON o.id = m."matchId" AND o."projectId" = e."projectId"
      WHERE e."projectId" = ${projectId}::uuid AND e.number >= ${from}::int AND e.number < ${from + SLICE}::int
        AND (m.exact >= 1 OR m.probability >= ${duplicate}::float8
          OR m."wordEdit" >= ${wordEdit}::float8 OR m.cosine >= ${cosine}::float8)`;
    for (const pair of pairs) found.push(pair);
  }
  return found;
}

/** The exemplars of the pairs, but for those deleted meanwhile, and their ids by place. */
async function readAlike(projectId: string, pairs: FoundPair[]) {
  const numbers = [...new Set(pairs.flatMap(({ a, b }) => [a, b]))].sort((a, b) => a - b);
  const placeOf = new Map<number, number>();
  const ids: string[] = [];
  const statuses: LikeExemplars["statuses"] = [];
  const texts: string[] = [];
  for (let from = 0; from < numbers.length; from += SLICE) {
    const rows = await db().exemplar.findMany({
      where: { projectId, number: { in: numbers.slice(from, from + SLICE) } },
      select: { id: true, number: true, status: true, text: true },
    });
    for (const { id, number, status, text } of rows) {
      placeOf.set(number, ids.push(id) - 1);
      statuses.push(status);
      texts.push(text);
    }
  }
  const places = pairs.flatMap(({ a, b, ...pair }) => {
    const [first, second] = [placeOf.get(a), placeOf.get(b)];
    return first === undefined || second === undefined ? [] : [{ first, second, ...pair }];
  });
  const alike: LikeExemplars = {
    numbers: Int32Array.from(placeOf.keys()),
    statuses,
    texts,
    pairs: Int32Array.from(places.flatMap(({ first, second }) => [first, second])),
    probabilities: Float64Array.from(places, ({ probability }) => probability),
    sure: Uint8Array.from(places, ({ isSure }) => Number(isSure)),
  };
  return { alike, ids };
}

async function writeClusters(projectId: string, numbers: number, made: Map<string, string | null>) {
  // Most of those that stand alone did so before.
  const changed = new Map([...made].filter(([, clusterId]) => clusterId !== null));
  for (let from = 1; from <= numbers; from += SLICE) {
    const stored = await db().exemplar.findMany({
      where: { projectId, number: { gte: from, lt: from + SLICE }, clusterId: { not: null } },
      select: { id: true, clusterId: true },
    });
    for (const { id, clusterId } of stored) {
      if ((made.get(id) ?? null) === clusterId) changed.delete(id);
      else changed.set(id, made.get(id) ?? null);
    }
  }
  const ids = [...changed.keys()].sort();
  for (let from = 0; from < ids.length; from += SLICE) {
    const some = ids.slice(from, from + SLICE);
    // Writers of several exemplars take them in one order, so that none waits for another in a circle.
    await db().$executeRaw`
      WITH held AS MATERIALIZED (
        SELECT id FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid AND id = ANY(${some}::text[]::uuid[])
        ORDER BY id FOR UPDATE
      )
      UPDATE "Exemplar" e SET "clusterId" = r."clusterId"
      FROM held, unnest(${some}::text[]::uuid[], ${some.map((id) => changed.get(id) ?? null)}::text[]::uuid[])
        AS r(id, "clusterId")
      WHERE e.id = held.id AND r.id = held.id AND e."clusterId" IS DISTINCT FROM r."clusterId"`;
  }
}
