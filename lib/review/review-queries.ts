import "server-only";
import { getExemplar } from "#lib/exemplars/exemplar-queries.ts";
import { FINDING_KINDS } from "#lib/exemplars/exemplars.ts";
import { db } from "#lib/server/db.ts";
import type { FindingModel, SimilarityScoreModel } from "#lib/server/generated/models.ts";
import type { DecisionDetail, ExemplarDetail, FindingDetail, Match, Spans } from "./review.ts";

const HISTORY_LENGTH = 200;

interface Asked {
  userId: string;
  projectId: string;
  exemplarId: string;
}

/** Everything about one exemplar. Of the test set only labels are read. @throws not-found */
export async function getExemplarDetail(asked: Asked): Promise<ExemplarDetail> {
  const row = await getExemplar(asked);
  const exemplar = await db().exemplar.findUniqueOrThrow({
    where: { id: asked.exemplarId },
    include: {
      findings: true,
      scores: true,
      intendedLabel: { select: { name: true, colour: true } },
      run: { select: { generator: true, model: true, seed: true } },
      runItem: { select: { seed: true, slots: true, messages: true } },
    },
  });
  const { findings, scores, run, runItem, text, originalText, intendedLabel } = exemplar;
  const matches = await matchesOf([...findings, ...scores]);
  const nearest = scores.find(({ against, detector }) => against === "test" && detector === "cosine");
  const nearestMatch = nearest && matches.get(nearest.matchId);
  return {
    row,
    text,
    originalText,
    intendedLabel,
    findings: await findingDetails(findings, scores, matches),
    nearestTest:
      nearest && nearestMatch?.against === "test"
        ? { label: nearestMatch.label, score: nearest.score }
        : null,
    provenance: {
      runNumber: row.run.number,
      recipe: row.recipe,
      generator: run.generator,
      model: run.model,
      runSeed: run.seed,
      seed: runItem.seed,
      slots: runItem.slots as Record<string, string>,
      messages: runItem.messages as { role: string; content: string }[],
    },
    history: await historyOf(asked),
  };
}

type Compared = Pick<FindingModel, "against" | "matchId">;

/** The matched rows by id; those that are gone are absent. */
async function matchesOf(compared: Compared[]): Promise<Map<string, Match>> {
  const idsIn = (set: Compared["against"]) => [
    ...new Set(compared.filter(({ against }) => against === set).map(({ matchId }) => matchId)),
  ];
  const label = { select: { name: true, colour: true } } as const;
  const [tests, supports, exemplars] = await Promise.all([
    db().testRow.findMany({ where: { id: { in: idsIn("test") } }, select: { id: true, label } }),
    db().supportExample.findMany({
      where: { id: { in: idsIn("support") } },
      select: { id: true, text: true, label },
    }),
    db().exemplar.findMany({
      where: { id: { in: idsIn("exemplar") } },
      select: { id: true, text: true, number: true },
    }),
  ]);
  return new Map<string, Match>([
    ...tests.map(({ id, ...test }) => [id, { against: "test", ...test }] as const),
    ...supports.map(({ id, ...support }) => [id, { against: "support", ...support }] as const),
    ...exemplars.map((exemplar) => [exemplar.id, { against: "exemplar", ...exemplar }] as const),
  ]);
}

async function findingDetails(
  findings: FindingModel[],
  scores: SimilarityScoreModel[],
  matches: Map<string, Match>,
): Promise<FindingDetail[]> {
  const userIds = findings.map(({ overriddenById }) => overriddenById).filter((id) => id !== null);
  const names = await namesOf(userIds);
  const rank = ({ state, kind }: FindingModel) => (state === "open" ? 0 : 10) + FINDING_KINDS.indexOf(kind);
  return findings
    .toSorted((a, b) => rank(a) - rank(b) || b.score - a.score)
    .map((finding) => {
      const { id, kind, detector, score, threshold, state, overrideReason, overriddenById, overriddenAt } =
        finding;
      const spans = scores.find(
        (other) => other.detector === finding.detector && other.against === finding.against,
      )?.spans;
      return {
        id,
        kind,
        detector,
        score,
        threshold,
        state,
        spans: (spans ?? []) as Spans,
        match: matches.get(finding.matchId) ?? { against: "gone" },
        override:
          state === "overridden" && overriddenAt
            ? {
                reason: overrideReason ?? "",
                by: names.get(overriddenById ?? "") ?? "",
                at: overriddenAt.toISOString(),
              }
            : null,
      };
    });
}

async function historyOf({ projectId, exemplarId }: Asked): Promise<DecisionDetail[]> {
  const decisions = await db().decision.findMany({
    where: { exemplarId, projectId },
    orderBy: { sequence: "desc" },
    take: HISTORY_LENGTH,
    include: { user: { select: { name: true } } },
  });
  const labels = await db().label.findMany({
    where: { id: { in: decisions.flatMap(({ fromLabelId, toLabelId }) => [fromLabelId, toLabelId]) } },
    select: { id: true, name: true },
  });
  const labelNames = new Map(labels.map(({ id, name }) => [id, name]));
  return decisions.map(({ id, kind, user, createdAt, fromLabelId, toLabelId, ...rest }) => ({
    id,
    kind,
    by: user.name,
    at: createdAt.toISOString(),
    fromStatus: rest.fromStatus,
    toStatus: rest.toStatus,
    fromLabel: labelNames.get(fromLabelId) ?? null,
    toLabel: labelNames.get(toLabelId) ?? null,
    fromText: rest.fromText,
    toText: rest.toText,
    reason: rest.reason,
  }));
}

async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
