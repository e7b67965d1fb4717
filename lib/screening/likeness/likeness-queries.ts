import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { embedForScreening } from "../embedders/embed-for-screening.ts";
import { ScreeningEngineError, screeningEngine } from "../engine/screening-engine.ts";
import { corpusKeyOf, loadCorpus } from "../load-corpus.ts";
import type { TextVectors } from "../screening.ts";
import { inTurn } from "../take-turns.ts";

/** How many exemplars are like one at most, itself among them. */
const LIKENESS_LIMIT = 200;

interface Asked {
  userId: string;
  projectId: string;
  /** Of the exemplar that the others are like. */
  number: number;
  limit?: number;
}

/**
 * The exemplars whose texts are most like that of one exemplar, by the cosine of the project's embedder: their ids, the
 * likest first and the one itself before them. Exact, over all that are screened; what waits to be screened is not
 * compared with anything yet.
 * @throws UserError not-found, or unavailable where the text cannot be embedded
 */
export async function nearestExemplars({
  userId,
  projectId,
  number,
  limit = LIKENESS_LIMIT,
}: Asked): Promise<string[]> {
  const exemplar = await findExemplar({ userId, projectId, number });
  const { id, text } = exemplar;
  const vectors = await embedForScreening({ projectId, texts: [text], keep: false });
  const found = await askEngine(projectId, text, { limit, ...(vectors ? { vectors } : {}) });
  return [id, ...found.filter((other) => other !== id)].slice(0, limit);
}

/** @throws not-found */
export async function findExemplar({ userId, projectId, number }: Omit<Asked, "limit">) {
  const exemplar = await db().exemplar.findFirst({
    where: { number, project: { id: projectId, ownerId: userId } },
    select: { id: true, text: true },
  });
  if (!exemplar) throw new UserError("not-found", "review.errors.exemplarMissing");
  return exemplar;
}

async function askEngine(
  projectId: string,
  text: string,
  options: { limit: number; vectors?: TextVectors },
): Promise<string[]> {
  const engine = screeningEngine();
  // While the project is being screened the engine holds it, and answers between two batches.
  const loaded = await engine.loaded(projectId);
  if (loaded?.corpusKey !== (await corpusKeyOf(db(), projectId))) {
    await inTurn(projectId, () => loadCorpus(projectId));
  }
  try {
    return await engine.nearest(projectId, text, options);
  } catch (error) {
    // Another project was loaded in its place meanwhile, or the embedder was changed.
    if (!(error instanceof ScreeningEngineError)) throw error;
    throw new UserError("unavailable", "clusters.errors.unavailable");
  }
}
