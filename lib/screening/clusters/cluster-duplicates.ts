import "server-only";
import { db } from "#lib/server/db.ts";
import { giveWay } from "#lib/server/give-way.ts";
import type { ScreeningThresholds } from "../screening.ts";
import type { ClusterQuestion, LikeExemplars, Representatives } from "./cluster-messages.ts";
import { alikeFrom } from "./group-clusters.ts";

/** Exemplars read or written by one statement: none holds the embedded database's one session for long. */
const SLICE = 2_000;
/** Fewer, because what is written has indexes. */
const WRITTEN = 500;

/** Clusters the exemplars given; a port, so that a test compares texts in its own way. */
export type Cluster = (asked: ClusterQuestion) => Promise<Representatives>;

/**
 * Finds anew which exemplars of the project are near-duplicates of which and which look alike, from the stored matches
 * and the thresholds as they stand, and writes who stands for each one where that is another than before. No two of one
 * project at once.
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
  const { clusters, groups } =
    pairs.length > 0
      ? await cluster({ projectId, thresholds, ...alike })
      : { clusters: new Int32Array(), groups: new Int32Array() };
  const idAt = (place: number | undefined) => ids[place ?? -1] ?? null;
  const made = new Map(
    ids.map((id, place) => [id, { clusterId: idAt(clusters[place]), groupId: idAt(groups[place]) }]),
  );
  await writeClusters(projectId, numbers, made);
  // What was asked for meanwhile is not done with this.
  await db().$executeRaw`
    UPDATE "Project" SET "clustersMade" = ${project.clustersAsked}
    WHERE id = ${projectId}::uuid AND "clustersMade" <> ${project.clustersAsked}`;
}

interface FoundPair {
  a: number;
  b: number;
  probability: number;
  /** It reaches a threshold of duplicates. */
  isClose: boolean;
  isSure: boolean;
}

/**
 * The pairs of exemplars, by their numbers, that may be duplicates or look alike. A word edit or cosine that reaches a
 * threshold may come from another row than the match: such a pair is compared before it counts.
 */
async function findAlike(
  projectId: string,
  numbers: number,
  { duplicate, cosine, wordEdit }: ScreeningThresholds,
): Promise<FoundPair[]> {
  const found: FoundPair[] = [];
  for (let from = 1; from <= numbers; from += SLICE) {
    const pairs = await db().$queryRaw<FoundPair[]>`
      SELECT * FROM (
        SELECT e.number AS a, o.number AS b, m.probability, m.cosine,
          (m.exact >= 1 OR m.probability >= ${duplicate}::float8) AS "isSure",
          (m.exact >= 1 OR m.probability >= ${duplicate}::float8
            OR m."wordEdit" >= ${wordEdit}::float8 OR m.cosine >= ${cosine}::float8) AS "isClose"
        FROM "Exemplar" e
        JOIN "Match" m ON m."exemplarId" = e.id AND m.against = 'exemplar'
        JOIN "Exemplar" o ON o.id = m."matchId" AND o."projectId" = e."projectId"
        WHERE e."projectId" = ${projectId}::uuid AND e.number >= ${from}::int AND e.number < ${from + SLICE}::int
      ) AS found
      WHERE "isClose" OR probability >= ${alikeFrom.probability}::float8 OR cosine >= ${alikeFrom.cosine}::float8`;
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
    close: Uint8Array.from(places, ({ isClose }) => Number(isClose)),
    sure: Uint8Array.from(places, ({ isSure }) => Number(isSure)),
  };
  return { alike, ids };
}

interface Standing {
  clusterId: string | null;
  groupId: string | null;
}

const ALONE: Standing = { clusterId: null, groupId: null };

async function writeClusters(projectId: string, numbers: number, made: Map<string, Standing>) {
  // Most of those that stand alone did so before.
  const changed = new Map([...made].filter(([, { groupId }]) => groupId !== null));
  for (let from = 1; from <= numbers; from += SLICE) {
    const stored = await db().exemplar.findMany({
      where: {
        projectId,
        number: { gte: from, lt: from + SLICE },
        OR: [{ clusterId: { not: null } }, { groupId: { not: null } }],
      },
      select: { id: true, clusterId: true, groupId: true },
    });
    for (const { id, clusterId, groupId } of stored) {
      const now = made.get(id) ?? ALONE;
      if (now.clusterId === clusterId && now.groupId === groupId) changed.delete(id);
      else changed.set(id, now);
    }
  }
  const ids = [...changed.keys()].sort();
  for (let from = 0; from < ids.length; from += WRITTEN) {
    const rows = ids.slice(from, from + WRITTEN).map((id) => ({ id, ...changed.get(id) }));
    // Writers of several exemplars take them in one order, so that none waits for another in a circle.
    await db().$executeRaw`
      WITH asked AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, "clusterId" uuid, "groupId" uuid)
      ), held AS MATERIALIZED (
        SELECT id FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid AND id IN (SELECT id FROM asked)
        ORDER BY id FOR UPDATE
      )
      UPDATE "Exemplar" e SET "clusterId" = r."clusterId", "groupId" = r."groupId"
      FROM held, asked r
      WHERE e.id = held.id AND r.id = held.id
        AND (e."clusterId", e."groupId") IS DISTINCT FROM (r."clusterId", r."groupId")`;
    await giveWay();
  }
}
