import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import type { TokenUsage } from "#lib/server/llm/llm-outcome.ts";
import { type ItemFailureCode, runLimits } from "../runs.ts";
import type { ClaimedItem } from "./claim-items.ts";

const LIMIT_OF_REPLY = 100_000;
const LIMIT_OF_DETAIL = 2_000;

/** What became of one claimed item. */
export type ItemResult = {
  item: ClaimedItem;
  /** How often the model was asked. */
  attempts: number;
  latencyMs: number | null;
  /** The raw reply; null where there was none. */
  reply: string | null;
  usage: TokenUsage;
  /** The reply was stored by an earlier question. */
  reused: boolean;
} & ({ text: string } | { failure: { code: ItemFailureCode; detail: string } });

/**
 * Saves results in one transaction: the exemplars under the project's next numbers, and what became of each item.
 * An item that was saved before, or given back meanwhile, is left as it is, so saving twice changes nothing.
 * @returns how many were saved now
 */
export async function saveResults(batch: {
  projectId: string;
  runId: string;
  /** Who claimed them: what was given to another meanwhile is the other's. */
  claimedBy: string;
  results: ItemResult[];
}): Promise<{ produced: number; failed: number }> {
  const results = batch.results.map(checked);
  return db().$transaction(async (transaction) => {
    const saved = await saveItems(transaction, batch.claimedBy, results);
    await countUsage(
      transaction,
      batch.runId,
      results.filter(({ item }) => saved.has(item.id)),
    );
    const produced = results.filter((result) => saved.has(result.item.id) && "text" in result);
    if (produced.length > 0) await saveExemplars(transaction, { ...batch, results: produced });
    return { produced: produced.length, failed: saved.size - produced.length };
  });
}

/** One statement for the whole batch. @returns the ids of the items that were still claimed by that worker */
async function saveItems(
  transaction: Transaction,
  claimedBy: string,
  results: ItemResult[],
): Promise<Set<string>> {
  const rows = results.map((result) => ({
    id: result.item.id,
    state: "text" in result ? "produced" : "failed",
    attempts: result.attempts,
    latencyMs: result.latencyMs,
    reply: result.reply,
    ...result.usage,
    reused: result.reused,
    errorCode: "failure" in result ? result.failure.code : null,
    error: "failure" in result ? result.failure.detail : null,
  }));
  const saved = await transaction.$queryRaw<{ id: string }[]>`
    UPDATE "RunItem" AS item
    SET state = result.state::"RunItemState", attempts = item.attempts + result.attempts,
        "latencyMs" = result."latencyMs", reply = result.reply, "promptTokens" = result."promptTokens",
        "completionTokens" = result."completionTokens", reused = result.reused,
        "errorCode" = result."errorCode", error = result.error, "finishedAt" = now()
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS result(
      id uuid, state text, attempts int, "latencyMs" int, reply text, "promptTokens" int, "completionTokens" int,
      reused boolean, "errorCode" text, error text)
    WHERE item.id = result.id AND item.state = 'claimed' AND item."claimedBy" = ${claimedBy}::uuid
    RETURNING item.id`;
  return new Set(saved.map(({ id }) => id));
}

/** What was asked, and what that cost: nothing where the reply was there already. */
async function countUsage(transaction: Transaction, runId: string, results: ItemResult[]): Promise<void> {
  const asked = results.filter((result) => !result.reused && result.latencyMs !== null && wasSent(result));
  const answered = asked.filter(({ reply }) => reply !== null);
  const sum = (of: (result: ItemResult) => number | null) =>
    answered.reduce((total, result) => total + (of(result) ?? 0), 0);
  await transaction.run.updateMany({
    where: { id: runId },
    data: {
      calls: { increment: asked.reduce((total, { attempts }) => total + attempts, 0) },
      answered: { increment: answered.length },
      reused: { increment: results.filter(({ reused }) => reused).length },
      promptTokens: { increment: sum(({ usage }) => usage.promptTokens) },
      completionTokens: { increment: sum(({ usage }) => usage.completionTokens) },
      latencyMs: { increment: sum(({ latencyMs }) => latencyMs) },
    },
  });
}

function wasSent(result: ItemResult): boolean {
  return !("failure" in result) || result.failure.code !== "holdsTestText";
}

async function saveExemplars(
  transaction: Transaction,
  { projectId, runId, results }: { projectId: string; runId: string; results: ItemResult[] },
) {
  const project = await transaction.project.update({
    where: { id: projectId },
    data: { lastExemplarNumber: { increment: results.length } },
    select: { lastExemplarNumber: true },
  });
  const first = project.lastExemplarNumber - results.length + 1;
  const rows = results.map((result, index) => ({
    runItemId: result.item.id,
    number: first + index,
    text: "text" in result ? result.text : "",
    labelId: result.item.labelId,
  }));
  await transaction.$executeRaw`
    INSERT INTO "Exemplar" (id, "projectId", "runId", "runItemId", number, text, "originalText", "labelId", "intendedLabelId")
    SELECT gen_random_uuid(), ${projectId}::uuid, ${runId}::uuid, "runItemId", number, text, text, "labelId", "labelId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS result(
      "runItemId" uuid, number int, text text, "labelId" uuid)`;
}

/** A text that the database cannot hold, or that is no exemplar, becomes a recorded failure. */
function checked(result: ItemResult): ItemResult {
  const reply = result.reply === null ? null : storable(result.reply.slice(0, LIMIT_OF_REPLY));
  if ("failure" in result) {
    const { code, detail } = result.failure;
    return { ...result, reply, failure: { code, detail: storable(detail.slice(0, LIMIT_OF_DETAIL)) } };
  }
  const { text, ...rest } = result;
  const code = refusalOfText(text);
  if (!code) return { ...result, reply };
  return { ...rest, reply: reply ?? storable(text.slice(0, LIMIT_OF_REPLY)), failure: { code, detail: "" } };
}

function refusalOfText(text: string): ItemFailureCode | null {
  if (text.trim() === "") return "empty";
  if (text.length > runLimits.text) return "tooLong";
  return storable(text) === text ? null : "unreadableText";
}

/** PostgreSQL holds neither NUL nor half a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll("\0", "\uFFFD").toWellFormed();
}
