import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { findAgreedEndpoint, recordConsent, withdrawConsents } from "../embedders/record-consent.ts";
import { judgeMatches } from "../findings/judge-matches.ts";
import { enqueueJudging } from "./enqueue-judging.ts";
import type { ChooseJudgeInput } from "./judging.ts";

/**
 * Changes the project's judge, or the grey zone, and judges every stored match by that; the judge is asked in the
 * background. Another judge begins with no verdicts.
 * @throws UserError not-found, or conflict where the endpoint has another address or model by now
 */
export async function chooseJudge(input: ChooseJudgeInput & { userId: string }): Promise<void> {
  const { userId, projectId } = input;
  const agreed = input.kind === "endpoint" ? await findAgreedEndpoint({ ...input, model: null }) : null;
  if (input.kind === "endpoint" && agreed?.model !== input.model) {
    throw new UserError("conflict", "embedders.errors.endpointChanged", { baseUrl: agreed?.model ?? "" });
  }
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, { userId, projectId });
    if (input.kind !== "from") await change(transaction, { userId, projectId, agreed });
    if (input.kind !== "none") {
      const { leakThreshold, judgeEndpointId } = await transaction.project.update({
        where: { id: projectId },
        data: { judgeFrom: input.judgeFrom },
      });
      if (!judgeEndpointId) throw new UserError("conflict", "judge.errors.none");
      if (input.judgeFrom >= leakThreshold) throw new UserError("invalid", "judge.errors.from");
    }
    await judgeMatches(transaction, { projectId });
    await enqueueJudging(projectId, transaction);
  });
}

async function change(
  transaction: Transaction,
  {
    userId,
    projectId,
    agreed,
  }: { userId: string; projectId: string; agreed: Awaited<ReturnType<typeof findAgreedEndpoint>> | null },
): Promise<void> {
  await transaction.project.update({
    where: { id: projectId },
    data: { judgeEndpointId: agreed?.endpointId ?? null },
  });
  await transaction.leakVerdict.deleteMany({ where: { projectId } });
  if (agreed) await recordConsent(transaction, { ...agreed, projectId, userId, purpose: "judge" });
  else await withdrawConsents(transaction, { projectId, purpose: "judge" });
}
