import "server-only";
import type { z } from "zod";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { readJudging } from "../judging-queries.ts";
import { ownRun } from "../own-run.ts";
import type { resumeRunInput } from "../runs.ts";
import { goOn, limitRun } from "./go-on.ts";

/**
 * Has the judge of a run asked again about what it has not judged, and about what it was not asked about. A
 * run that rests goes on with what else is missing.
 * @throws UserError not-found; conflict where there is nothing of the kind, the run is under way, or its budget is spent
 */
export async function judgeAgain(asked: z.output<typeof resumeRunInput> & { userId: string }): Promise<void> {
  const run = await ownRun(asked);
  const { id: runId } = run;
  const waiting = run.judgeModel === null ? 0 : (await readJudging(runId)).waiting;
  await db().$transaction(async (transaction) => {
    await limitRun(transaction, run, asked.budget);
    await goOn(transaction, { runId, event: "judgeAgain" });
    if ((await setAsideNotJudged(transaction, runId)) + waiting === 0) {
      throw new UserError("conflict", "runs.errors.nothingToJudge");
    }
  });
}

/**
 * What the judge has not judged counts as not asked about from now on: no text has an empty digest. The time says since
 * when a reply counts, so that the one that was of no use is not taken again.
 * @returns of how many
 */
export async function setAsideNotJudged(transaction: Transaction, runId: string): Promise<number> {
  return transaction.$executeRaw`
    UPDATE "Assessment" SET digest = '', "createdAt" = now()
    WHERE "runId" = ${runId}::uuid AND problem IS NOT NULL AND digest <> ''`;
}
