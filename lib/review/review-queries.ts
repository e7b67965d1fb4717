import "server-only";
import { createHash } from "node:crypto";
import type { NotJudged } from "#lib/exemplars/assessments.ts";
import { getExemplar, listExemplarsByNumber } from "#lib/exemplars/exemplar-queries.ts";
import { FINDING_KINDS, SUGGESTION_SOURCES } from "#lib/exemplars/exemplars.ts";
import { type Detector, type DetectorScores, detectors } from "#lib/screening/screening.ts";
import { db } from "#lib/server/db.ts";
import type {
  AssessmentModel,
  FindingModel,
  LeakVerdictModel,
  MatchModel,
} from "#lib/server/generated/models.ts";
import { listDecisions } from "./decision-queries.ts";
import { listNotes } from "./notes/note-queries.ts";
import type {
  AssessmentDetail,
  ExemplarDetail,
  FindingDetail,
  MatchedRow,
  MatchScores,
  SaidLabel,
  Spans,
} from "./review.ts";

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
      matches: true,
      verdicts: true,
      suggestions: { select: { source: true, labelId: true, score: true } },
      assessment: true,
      intendedLabel: { select: { name: true, colour: true } },
      run: { select: { generator: true, model: true, seed: true, judgeModel: true } },
      runItem: { select: { seed: true, slots: true, messages: true } },
    },
  });
  const { findings, matches, verdicts, suggestions, run, runItem, text, originalText, intendedLabel } =
    exemplar;
  const assessment = exemplar.assessment && isOf(text)(exemplar.assessment) ? exemplar.assessment : null;
  const said = assessment ? [{ against: "label" as const, matchId: assessment.labelId }] : [];
  const matched = await matchedRows(asked, [...findings, ...matches, ...said]);
  const nearest = matches.find(({ against }) => against === "test");
  const nearestRow = nearest && matched.get(nearest.matchId);
  return {
    row,
    text,
    originalText,
    intendedLabel,
    suggestions: suggestions.toSorted(
      (a, b) => SUGGESTION_SOURCES.indexOf(a.source) - SUGGESTION_SOURCES.indexOf(b.source),
    ),
    assessment: assessment
      ? assessmentDetail(assessment, matched)
      : run.judgeModel === null
        ? null
        : { kind: "notAsked" },
    notes: await listNotes(asked),
    findings: await findingDetails({ findings, matches, verdicts: verdicts.filter(isOf(text)) }, matched),
    nearestTest:
      nearest && nearestRow?.against === "test"
        ? { label: nearestRow.label, scores: scoresOf(nearest) }
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
    history: await listDecisions(asked),
  };
}

type Compared = Pick<FindingModel, "against" | "matchId">;

/** The matched rows by id; those that are gone are absent. */
async function matchedRows(asked: Asked, compared: Compared[]): Promise<Map<string, MatchedRow>> {
  const idsIn = (set: Compared["against"]) => [
    ...new Set(compared.flatMap(({ against, matchId }) => (against === set && matchId ? [matchId] : []))),
  ];
  const label = { select: { id: true, name: true, colour: true } } as const;
  const [tests, supports, exemplars, labels] = await Promise.all([
    db().testRow.findMany({
      where: { id: { in: idsIn("test") } },
      select: { id: true, label: { select: { name: true, colour: true } } },
    }),
    db().supportExample.findMany({
      where: { id: { in: idsIn("support") } },
      select: { id: true, text: true, label },
    }),
    db().exemplar.findMany({
      where: { id: { in: idsIn("exemplar") } },
      select: { id: true, text: true, number: true },
    }),
    db().label.findMany({ where: { id: { in: idsIn("label") } }, ...label }),
  ]);
  const texts = new Map(exemplars.map(({ id, text }) => [id, text]));
  const rows = await listExemplarsByNumber({ ...asked, numbers: exemplars.map(({ number }) => number) });
  return new Map<string, MatchedRow>([
    ...tests.map(({ id, ...test }) => [id, { against: "test", ...test }] as const),
    ...supports.map(({ id, ...support }) => [id, { against: "support", ...support }] as const),
    ...labels.map((said) => [said.id, { against: "label", label: said }] as const),
    ...rows.map(
      (row) => [row.id, { against: "exemplar", row, text: texts.get(row.id) ?? row.text }] as const,
    ),
  ]);
}

interface Found {
  findings: FindingModel[];
  matches: MatchModel[];
  verdicts: LeakVerdictModel[];
}

/** Whether what was said is about this text, rather than one that it had before. */
function isOf(text: string): (said: { digest: string }) => boolean {
  const now = createHash("sha256").update(text).digest("hex");
  return ({ digest }) => digest === now;
}

function verdictOn(finding: FindingModel, verdicts: LeakVerdictModel[]): FindingDetail["verdict"] {
  const found = verdicts.find(({ matchId }) => matchId === finding.matchId);
  return found ? { verdict: found.verdict, reason: found.reason, model: found.model } : null;
}

async function findingDetails(
  { findings, matches, verdicts }: Found,
  matched: Map<string, MatchedRow>,
): Promise<FindingDetail[]> {
  const userIds = findings.map(({ overriddenById }) => overriddenById).filter((id) => id !== null);
  const names = await namesOf(userIds);
  const rank = ({ state, kind }: FindingModel) => (state === "open" ? 0 : 10) + FINDING_KINDS.indexOf(kind);
  return findings
    .toSorted((a, b) => rank(a) - rank(b) || b.score - a.score)
    .map((finding) => {
      const {
        id,
        kind,
        detector,
        against,
        score,
        threshold,
        state,
        overrideReason,
        overriddenById,
        overriddenAt,
      } = finding;
      const match = matches.find((match) => match.against === against && match.matchId === finding.matchId);
      return {
        id,
        kind,
        detector,
        score,
        threshold,
        state,
        spans: (match?.spans ?? []) as Spans,
        match: matchOf(finding, matched),
        scores: match ? scoresOf(match) : null,
        verdict: detector === "judge" && against !== "label" ? verdictOn(finding, verdicts) : null,
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

function assessmentDetail(
  { problem, score, confidence, labelId, reason, model }: AssessmentModel,
  matched: Map<string, MatchedRow>,
): AssessmentDetail {
  if (score === null || confidence === null)
    return { kind: "notJudged", problem: problem as NotJudged, model };
  const said = matchOf({ against: "label", matchId: labelId }, matched) as SaidLabel;
  return { kind: "judged", score, said, confidence, reason, model };
}

function matchOf({ against, matchId }: Compared, matched: Map<string, MatchedRow>): MatchedRow {
  if (matchId !== null) return matched.get(matchId) ?? { against: "gone" };
  return against === "label" ? { against, label: null } : { against: "gone" };
}

function scoresOf(match: MatchModel): MatchScores {
  const scores = Object.fromEntries(detectors.map((detector) => [detector, match[detector]]));
  // The combination and the judge are no detectors, so neither stands as evidence of a match.
  return {
    probability: match.probability,
    evidence: match.evidence as Detector,
    scores: scores as DetectorScores,
  };
}

async function namesOf(userIds: string[]): Promise<Map<string, string>> {
  const users = await db().user.findMany({
    where: { id: { in: userIds } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}
