import "server-only";
import { countEmbeddedRows } from "#lib/real-data/sealed-test-set.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { EmbedderError } from "./embedder-error.ts";
import {
  builtInEmbedderId,
  type EmbedderChoice,
  type EmbedderProblem,
  type EmbedderState,
  endpointEmbedderId,
  localEmbedderId,
} from "./embedders.ts";
import { digestOfModel } from "./local/local-models.ts";
import { findConsent, getConsentedEndpoint } from "./test-text-consent-queries.ts";

/**
 * Which embedder the project is screened with. For an endpoint it is named by what was agreed to, and so stays the
 * same where the endpoint is changed: what was compared by then was compared with the one agreed to.
 */
export async function embedderIdOf(transaction: Transaction, projectId: string): Promise<string> {
  const project = await transaction.project.findUnique({
    where: { id: projectId },
    select: { embeddingModel: true, embeddingEndpointId: true },
  });
  const { embeddingModel: model = null, embeddingEndpointId: endpointId = null } = project ?? {};
  if (model === null) return builtInEmbedderId;
  if (endpointId === null) {
    return localEmbedderId({ name: model, digest: (await digestOfModel(model)) ?? "missing" });
  }
  const consent = await findConsent(transaction, { projectId, purpose: "embeddings", endpointId });
  return endpointEmbedderId({ baseUrl: consent?.baseUrl ?? "", model });
}

/** What the project embeds with, how far it is, and what is in the way. */
export async function getEmbedderState({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<EmbedderState> {
  const project = await db().project.findFirst({
    where: { id: projectId, ownerId: userId },
    select: { embeddingModel: true, embeddingProblem: true, embeddingEndpoint: true },
  });
  if (!project) throw new UserError("not-found", "projects.errors.notFound");
  const { embeddingModel: model, embeddingEndpoint: endpoint } = project;
  if (model === null) return { choice: { kind: "builtIn" }, problem: null, progress: null, consent: null };
  const choice: EmbedderChoice = endpoint
    ? {
        kind: "endpoint",
        endpointId: endpoint.id,
        endpointName: endpoint.name,
        baseUrl: endpoint.baseUrl,
        model,
      }
    : { kind: "local", model };
  const consent =
    endpoint && (await findConsent(db(), { projectId, purpose: "embeddings", endpointId: endpoint.id }));
  return {
    choice,
    problem: (await problemOf(projectId, choice)) ?? (project.embeddingProblem as EmbedderProblem | null),
    progress: await countVectors(projectId),
    consent: consent && { userName: consent.user.name, at: consent.createdAt.toISOString() },
  };
}

/** What would be in the way before anything is asked of the embedder. */
async function problemOf(projectId: string, choice: EmbedderChoice): Promise<EmbedderProblem | null> {
  if (choice.kind === "local") {
    const isThere = (await digestOfModel(choice.model)) !== null;
    return isThere ? null : { code: "modelMissing", values: { model: choice.model } };
  }
  try {
    await getConsentedEndpoint({ projectId, use: "embeddings" });
    return null;
  } catch (error) {
    if (error instanceof EmbedderError) return error.problem;
    throw error;
  }
}

/** A screened exemplar has its vector; the rows of the sets are embedded before the first of them. */
async function countVectors(projectId: string): Promise<{ done: number; total: number }> {
  const embedder = await embedderIdOf(db(), projectId);
  const [exemplars, screened, test, [support]] = await Promise.all([
    db().exemplar.count({ where: { projectId } }),
    db().exemplar.count({ where: { projectId, screenedAt: { not: null } } }),
    countEmbeddedRows({ projectId, embedder }),
    db().$queryRaw<{ done: number; total: number }[]>`
      SELECT count(v.digest)::int AS done, count(*)::int AS total FROM "SupportExample" s
      LEFT JOIN "StoredVector" v ON v."projectId" = s."projectId" AND v.embedder = ${embedder}
        AND v.digest = sha256(convert_to(s.text, 'UTF8'))
      WHERE s."projectId" = ${projectId}::uuid`,
  ]);
  return {
    done: screened + test.done + (support?.done ?? 0),
    total: exemplars + test.total + (support?.total ?? 0),
  };
}
