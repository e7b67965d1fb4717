import "server-only";
import { lockProject } from "#lib/projects/lock-project.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { enqueue } from "#lib/server/queue.ts";
import { screenProjectJob } from "../screen-project-job.ts";
import { embedderIdOf } from "./embedder-queries.ts";
import type { ChooseEmbedderInput } from "./embedders.ts";
import { digestOfModel } from "./local/local-models.ts";
import { findAgreedEndpoint, recordConsent, withdrawConsents } from "./record-consent.ts";
import { startAfresh } from "./store-vectors.ts";

/**
 * Changes what the project's texts are embedded with. Where that is another embedder, every exemplar waits to be
 * screened again and the former one's vectors go. A consent is for one endpoint: any other choice takes it back.
 * @throws UserError not-found, or conflict where the local model is not here or the endpoint has another address by now
 */
export async function chooseEmbedder(input: ChooseEmbedderInput & { userId: string }): Promise<void> {
  const { userId, projectId } = input;
  const agreed = input.kind === "endpoint" ? await findAgreedEndpoint(input) : null;
  if (input.kind === "local" && (await digestOfModel(input.model)) === null) {
    throw new UserError("conflict", "embedders.problems.modelMissing", { model: input.model });
  }
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, { userId, projectId });
    const before = await embedderIdOf(transaction, projectId);
    await transaction.project.update({
      where: { id: projectId },
      data: {
        embeddingModel: input.kind === "builtIn" ? null : input.model,
        embeddingEndpointId: agreed?.endpointId ?? null,
        embeddingProblem: Prisma.DbNull,
      },
    });
    if (agreed) await recordConsent(transaction, { ...agreed, projectId, userId, purpose: "embeddings" });
    else await withdrawConsents(transaction, { projectId, purpose: "embeddings" });
    const embedder = await embedderIdOf(transaction, projectId);
    if (embedder !== before) await startAfresh(transaction, { projectId, embedder });
    // Also where it stayed the same: something may wait since a problem.
    await enqueue(screenProjectJob, { projectId }, transaction);
  });
}
