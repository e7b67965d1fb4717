import "server-only";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { EmbedderError } from "../embedders/embedder-error.ts";
import { findLastConsent, getConsentedEndpoint } from "../embedders/test-text-consent-queries.ts";
import type { ParaphraserState } from "./paraphrases.ts";

/** Which endpoint test rows are sent to for paraphrases, and what is in the way. @throws UserError not-found */
export async function getParaphraserState(asked: {
  userId: string;
  projectId: string;
}): Promise<ParaphraserState> {
  const { id: projectId } = await getProject(asked);
  const consent = await findLastConsent(db(), { projectId, purpose: "paraphrases" });
  if (!consent) return { agreed: null, problem: null };
  const { endpointId, baseUrl, model, user, createdAt } = consent;
  const endpoint = await db().endpoint.findUnique({ where: { id: endpointId }, select: { name: true } });
  return {
    agreed: {
      endpointId: endpoint?.name === ENVIRONMENT ? ENVIRONMENT : endpointId,
      baseUrl,
      model,
      userName: user.name,
      at: createdAt.toISOString(),
    },
    problem: await problemOf(projectId),
  };
}

async function problemOf(projectId: string): Promise<ParaphraserState["problem"]> {
  try {
    await getConsentedEndpoint({ projectId, use: "paraphrases" });
    return null;
  } catch (error) {
    if (!(error instanceof EmbedderError)) throw error;
    const { code } = error.problem;
    // Of the others only the lack of a consent can be, where it was taken back this moment.
    return code === "keyUnreadable" || code === "consentOutdated" ? code : "endpointMissing";
  }
}
