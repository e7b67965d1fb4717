import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { askForCalibration } from "../calibration/request-calibration.ts";
import { findAgreedEndpoint, recordConsent, withdrawConsents } from "../embedders/record-consent.ts";
import type { ChooseParaphraserInput } from "./paraphrases.ts";

/**
 * Agrees that test rows are sent to an endpoint for paraphrases, and has screening measured anew with them; or takes
 * that back, from which moment on nothing is sent. What was measured by then stays.
 * @throws UserError not-found, or conflict where the endpoint has another address or model by now
 */
export async function chooseParaphraser(input: ChooseParaphraserInput & { userId: string }): Promise<void> {
  const { userId, projectId } = input;
  const agreed = input.kind === "endpoint" ? await findAgreedEndpoint({ ...input, model: null }) : null;
  if (input.kind === "endpoint" && agreed?.model !== input.model) {
    throw new UserError("conflict", "paraphrases.errors.modelChanged", { model: agreed?.model ?? "" });
  }
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, { userId, projectId });
    if (!agreed) return withdrawConsents(transaction, { projectId, purpose: "paraphrases" });
    await recordConsent(transaction, { ...agreed, projectId, userId, purpose: "paraphrases" });
    await askForCalibration(transaction, projectId);
  });
}
