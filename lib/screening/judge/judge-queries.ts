import "server-only";
import { readSealedRows } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { EmbedderError } from "../embedders/embedder-error.ts";
import { findConsent, getConsentedEndpoint } from "../embedders/test-text-consent-queries.ts";
import type { JudgeState, UnknownReason } from "./judging.ts";

/** A pair in the grey zone. The test row's text goes to the judge and nowhere else. */
export interface GreyPair {
  exemplarId: string;
  matchId: string;
  exemplar: string;
  testRow: string;
}

/**
 * Screened exemplars `e` of projects `p` whose match `m` with the test set lies in the grey zone, with the verdict `v`
 * where there is one on the texts as they stand. What has a finding by another rule is not asked about: see
 * lib/screening/findings/judge-matches.ts.
 */
export const greyZone = Prisma.sql`
  "Exemplar" e
  JOIN "Project" p ON p.id = e."projectId" AND p."judgeEndpointId" IS NOT NULL
  JOIN "Match" m ON m."exemplarId" = e.id AND m.against = 'test'
    AND m.probability >= p."judgeFrom" AND m.probability < p."leakThreshold"
    AND m.exact < 1 AND m."wordEdit" < p."wordEditThreshold" AND m.cosine < p."cosineThreshold"
  LEFT JOIN "LeakVerdict" v ON v."exemplarId" = m."exemplarId" AND v."matchId" = m."matchId"
    AND v.digest = encode(sha256(convert_to(e.text, 'UTF8')), 'hex')`;

/** The endpoint that is the project's judge; null where it has none. */
export async function findJudgeId(projectId: string): Promise<string | null> {
  const project = await db().project.findUnique({
    where: { id: projectId },
    select: { judgeEndpointId: true },
  });
  return project?.judgeEndpointId ?? null;
}

/** Pairs of the grey zone without a verdict, those of the lowest numbers first. */
export async function findGreyPairs(projectId: string, atMost: number): Promise<GreyPair[]> {
  const found = await db().$queryRaw<{ exemplarId: string; matchId: string; exemplar: string }[]>`
    SELECT e.id AS "exemplarId", m."matchId", e.text AS exemplar FROM ${greyZone}
    WHERE e."projectId" = ${projectId}::uuid AND e."screenedAt" IS NOT NULL AND v.verdict IS NULL
    ORDER BY e.number LIMIT ${atMost}`;
  const rows = await readSealedRows(
    projectId,
    found.map(({ matchId }) => matchId),
  );
  const texts = new Map(rows.map(({ id, text }) => [id, text]));
  return found.flatMap((pair) => {
    const testRow = texts.get(pair.matchId);
    return testRow === undefined ? [] : [{ ...pair, testRow }];
  });
}

/** The projects in whose grey zone something waits for the judge: what an earlier process left unfinished. */
export async function listProjectIdsToJudge(): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT DISTINCT p.id FROM ${greyZone} WHERE e."screenedAt" IS NOT NULL AND v.verdict IS NULL`;
  return rows.map(({ id }) => id);
}

/** The judge of a project, what is in its way, and what it has said. */
export async function getJudgeState({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<JudgeState> {
  const project = await db().project.findFirst({
    where: { id: projectId, ownerId: userId },
    select: { judgeFrom: true, leakThreshold: true, judgeEndpoint: true },
  });
  if (!project) throw new UserError("not-found", "projects.errors.notFound");
  const { judgeFrom, leakThreshold, judgeEndpoint: endpoint } = project;
  const said = await db().$queryRaw<
    { verdict: string | null; reason: UnknownReason | null; count: number }[]
  >`
    SELECT v.verdict::text AS verdict, v.reason, count(*)::int AS count FROM ${greyZone}
    WHERE e."projectId" = ${projectId}::uuid GROUP BY 1, 2 ORDER BY 3 DESC`;
  const count = (verdict: string | null) =>
    said.filter((row) => row.verdict === verdict).reduce((sum, row) => sum + row.count, 0);
  const consent =
    endpoint && (await findConsent(db(), { projectId, purpose: "judge", endpointId: endpoint.id }));
  return {
    endpoint: endpoint && {
      id: endpoint.id,
      name: endpoint.name,
      baseUrl: endpoint.baseUrl,
      model: endpoint.model,
    },
    judgeFrom,
    leakThreshold,
    problem: endpoint && (await problemOf(projectId)),
    counts: {
      rewriting: count("rewriting"),
      different: count("different"),
      unknown: count("unknown"),
      waiting: count(null),
    },
    reasons: said.flatMap(({ reason, count }) => (reason ? [{ reason, count }] : [])),
    consent: consent && { userName: consent.user.name, at: consent.createdAt.toISOString() },
  };
}

async function problemOf(projectId: string): Promise<JudgeState["problem"]> {
  try {
    await getConsentedEndpoint({ projectId, use: "judge" });
    return null;
  } catch (error) {
    if (error instanceof EmbedderError) return error.problem;
    throw error;
  }
}
