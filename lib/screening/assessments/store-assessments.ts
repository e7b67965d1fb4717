import "server-only";
import type { Assessment } from "#lib/exemplars/assessments.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import type { AssessmentModel } from "#lib/server/generated/models.ts";
import { digestOf } from "../embedders/stored-vector-queries.ts";
import { judgeMatches } from "../findings/judge-matches.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import { storeSuggestions } from "../suggestions/store-suggestions.ts";

interface Scope {
  projectId: string;
  runId: string;
  /** The judge's, as it was asked. */
  model: string;
}

export interface Assessed {
  exemplarId: string;
  /** The text that was judged. */
  text: string;
  assessment: Assessment;
  /** What was sent for it and not taken from a stored reply. */
  spent: { calls: number; promptTokens: number; completionTokens: number };
}

type Row = Omit<AssessmentModel, "createdAt">;

/**
 * Stores what the judge of a run said, with the findings and suggestions that gives, and raises the run's counters of
 * its judge, in one transaction. What was said of an exemplar that is gone, or of a text that is another by now, is
 * dropped and paid for all the same; "not judged" takes the place of no assessment of the same text. Saving the same
 * twice changes nothing.
 */
export async function storeAssessments(of: Scope, assessed: Assessed[]): Promise<void> {
  await db().$transaction(async (transaction) => {
    if (!(await holdRun(transaction, of))) return;
    await lockThresholds(transaction, of);
    const digests = await holdExemplars(transaction, of.runId, assessed);
    const stored = await transaction.assessment.findMany({
      where: { exemplarId: { in: [...digests.keys()] } },
    });
    const before = new Map(stored.map((row) => [row.exemplarId, row]));
    const fresh = assessed
      .map((one) => ({ ...one, row: rowOf(of, one), before: before.get(one.exemplarId) }))
      .filter(({ row, before }) => !before || !isSame(row, before));
    await countSpent(transaction, of.runId, fresh);
    const kept = fresh.filter(
      ({ exemplarId, row, before }) =>
        digests.get(exemplarId) === row.digest && !(row.problem && before && isJudgedAs(row.digest, before)),
    );
    if (kept.length === 0) return;
    await putAssessments(
      transaction,
      kept.map(({ row }) => row),
    );
    const exemplarIds = kept.map(({ exemplarId }) => exemplarId);
    await judgeMatches(transaction, { projectId: of.projectId, exemplarIds });
    // Last: no key is looked after from here on.
    const suggested = kept.map(({ exemplarId, text, assessment }) => ({
      exemplarId,
      text,
      suggestion: suggestionOf(assessment),
    }));
    await storeSuggestions("judge", suggested, transaction);
  });
}

/**
 * Before the project, as whoever saves what a run generated.
 * @returns false where it was deleted meanwhile
 */
async function holdRun(transaction: Transaction, { projectId, runId }: Scope): Promise<boolean> {
  const held = await transaction.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Run" WHERE id = ${runId}::uuid AND "projectId" = ${projectId}::uuid FOR NO KEY UPDATE`;
  return held.length > 0;
}

/** @returns the digests of the texts as they stand; those that are gone are absent */
async function holdExemplars(
  transaction: Transaction,
  runId: string,
  assessed: Assessed[],
): Promise<Map<string, string>> {
  const ids = assessed.map(({ exemplarId }) => exemplarId);
  // Writers of several exemplars take them in one order, so that none waits for another in a circle.
  const held = await transaction.$queryRaw<{ id: string; text: string }[]>`
    SELECT id, text FROM "Exemplar" WHERE id = ANY(${ids}::text[]::uuid[]) AND "runId" = ${runId}::uuid
    ORDER BY id FOR UPDATE`;
  return new Map(held.map(({ id, text }) => [id, digestOf(text)]));
}

function rowOf({ projectId, runId, model }: Scope, { exemplarId, text, assessment }: Assessed): Row {
  const about = { exemplarId, projectId, runId, model, digest: digestOf(text) };
  if (assessment.kind === "notJudged") {
    const { problem } = assessment;
    return { ...about, problem, score: null, labelId: null, confidence: null, reason: "" };
  }
  const { score, labelId, confidence } = assessment;
  // PostgreSQL holds neither NUL nor half a surrogate pair.
  const reason = assessment.reason.replaceAll("\0", "\uFFFD").toWellFormed();
  return { ...about, problem: null, score, labelId, confidence, reason };
}

function isSame(row: Row, before: Row): boolean {
  return (Object.keys(row) as (keyof Row)[]).every((key) => row[key] === before[key]);
}

function isJudgedAs(digest: string, before: Row): boolean {
  return before.problem === null && before.digest === digest;
}

async function countSpent(
  transaction: Transaction,
  runId: string,
  assessed: Pick<Assessed, "spent">[],
): Promise<void> {
  const sum = (of: keyof Assessed["spent"]) => assessed.reduce((total, { spent }) => total + spent[of], 0);
  await transaction.run.update({
    where: { id: runId },
    data: {
      judgeCalls: { increment: sum("calls") },
      judgePromptTokens: { increment: sum("promptTokens") },
      judgeCompletionTokens: { increment: sum("completionTokens") },
    },
  });
}

async function putAssessments(transaction: Transaction, rows: Row[]): Promise<void> {
  const exemplarIds = rows.map(({ exemplarId }) => exemplarId);
  await transaction.assessment.deleteMany({ where: { exemplarId: { in: exemplarIds } } });
  await transaction.assessment.createMany({ data: rows });
  await transaction.$executeRaw`
    UPDATE "Exemplar" e SET "judgeScore" = a.score
    FROM "Assessment" a WHERE a."exemplarId" = e.id AND e.id = ANY(${exemplarIds}::text[]::uuid[])`;
}

function suggestionOf(assessment: Assessment): { labelId: string; score: number } | null {
  if (assessment.kind === "notJudged" || assessment.labelId === null) return null;
  return { labelId: assessment.labelId, score: assessment.confidence };
}
