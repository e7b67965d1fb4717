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
    alike.close.length > 0
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

/** Many pairs, value by value: there may be some hundred thousand, and nobody waits for as many objects. */
interface FoundPairs {
  /** Numbers of exemplars, two for each pair. */
  numbers: number[];
  probabilities: number[];
  close: number[];
  sure: number[];
}

/**
 * The pairs of exemplars, by their numbers, that may be duplicates or look alike. A word edit or cosine that reaches a
 * threshold may come from another row than the match: such a pair is compared before it counts.
 */
async function findAlike(
  projectId: string,
  numbers: number,
  { duplicate, cosine, wordEdit }: ScreeningThresholds,
): Promise<FoundPairs> {
  const found: FoundPairs = { numbers: [], probabilities: [], close: [], sure: [] };
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
    for (const { a, b, probability, isClose, isSure } of pairs) {
      found.numbers.push(a, b);
      found.probabilities.push(probability);
      found.close.push(Number(isClose));
      found.sure.push(Number(isSure));
    }
  }
  return found;
}

/** The exemplars of the pairs, but for those deleted meanwhile, and their ids by place. */
async function readAlike(projectId: string, found: FoundPairs) {
  const numbers = Int32Array.from(new Set(found.numbers)).sort();
  /** By number; -1 where there is none. */
  const placeOf = new Int32Array((numbers.at(-1) ?? 0) + 1).fill(-1);
  const ids: string[] = [];
  const alike = { numbers: [] as number[], statuses: [] as LikeExemplars["statuses"], texts: [] as string[] };
  for (let from = 0; from < numbers.length; from += SLICE) {
    const rows = await db().exemplar.findMany({
      where: { projectId, number: { in: [...numbers.subarray(from, from + SLICE)] } },
      select: { id: true, number: true, status: true, text: true },
    });
    for (const { id, number, status, text } of rows) {
      placeOf[number] = ids.push(id) - 1;
      alike.numbers.push(number);
      alike.statuses.push(status);
      alike.texts.push(text);
    }
  }
  const places = Int32Array.from(found.numbers, (number) => placeOf[number] ?? -1);
  const isThere = (_: number, pair: number) => places[2 * pair] !== -1 && places[2 * pair + 1] !== -1;
  return {
    ids,
    alike: {
      ...alike,
      numbers: Int32Array.from(alike.numbers),
      pairs: places.filter((_, end) => isThere(0, end >> 1)),
      probabilities: Float64Array.from(found.probabilities).filter(isThere),
      close: Uint8Array.from(found.close).filter(isThere),
      sure: Uint8Array.from(found.sure).filter(isThere),
    } satisfies LikeExemplars,
  };
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
