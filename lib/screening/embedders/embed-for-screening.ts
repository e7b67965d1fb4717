import "server-only";
import { db } from "#lib/server/db.ts";
import type { TextVectors } from "../screening.ts";
import { EmbedderError } from "./embedder-error.ts";
import { embedderIdOf } from "./embedder-queries.ts";
import { type Embedder, endpointEmbedderId } from "./embedders.ts";
import { endpointEmbedder } from "./endpoint-embedder.ts";
import { localEmbedder } from "./local/local-embedder.ts";
import { noteProblem } from "./note-problem.ts";
import { startAfresh, storeVectors } from "./store-vectors.ts";
import {
  digestOf,
  findStoredDimensions,
  hasOtherVectors,
  takeStoredVectors,
} from "./stored-vector-queries.ts";
import { getConsentedEndpoint } from "./test-text-consent-queries.ts";

/** What is asked for at once: as much as is lost where the process dies. */
const BATCH_TEXTS = 128;
const BATCH_CHARACTERS = 60_000;
/** Embedded where a set is empty, because a model says how long its vectors are only by giving one. */
const ANY_TEXT = "Hello";

interface Asked {
  projectId: string;
  texts: readonly string[];
  signal?: AbortSignal | undefined;
  /** False for texts that exist for a moment only: their vectors are not stored. */
  keep?: boolean;
}

/**
 * The vectors of these texts by the project's embedder, in their order; undefined where that is the built-in one, with
 * which the engine embeds by itself. Texts embedded before are looked up; the others are asked for in batches and
 * stored batch by batch, so that none is paid for twice. For no text there are no vectors, but their dimensions.
 *
 * Texts may be of the test set: only what screens them may call this.
 * @throws EmbedderError where a text cannot be embedded; the project then says why. The signal's reason.
 */
export async function embedForScreening({
  projectId,
  texts,
  signal,
  keep = true,
}: Asked): Promise<TextVectors | undefined> {
  try {
    const embedder = await embedderOf(projectId);
    if (!embedder) return undefined;
    const vectors = await embedAll({
      projectId,
      texts,
      embedder,
      keep,
      signal: signal ?? new AbortController().signal,
    });
    await noteProblem(projectId, null);
    return vectors;
  } catch (error) {
    if (error instanceof EmbedderError) await noteProblem(projectId, error.problem);
    throw error;
  }
}

/** Null where it is the built-in one. */
async function embedderOf(projectId: string): Promise<Embedder | null> {
  const project = await db().project.findUnique({
    where: { id: projectId },
    select: { embeddingModel: true, embeddingEndpointId: true },
  });
  if (!project || project.embeddingModel === null) return null;
  const lookUp = async (embedder: string) => {
    if (await hasOtherVectors({ projectId, embedder })) {
      // A local model was fetched anew: what was screened was screened with the former one.
      await db().$transaction((transaction) => startAfresh(transaction, { projectId, embedder }));
    }
    return findStoredDimensions({ projectId, embedder });
  };
  if (project.embeddingEndpointId === null) return localEmbedder(project.embeddingModel, lookUp);
  const endpoint = await getConsentedEndpoint({ projectId, use: "embeddings" });
  const id = endpointEmbedderId(endpoint);
  const confirm = async () => {
    if ((await embedderIdOf(db(), projectId)) !== id) {
      throw new Error("The project's embedder was changed while its texts were embedded");
    }
    await getConsentedEndpoint({ projectId, use: "embeddings" });
  };
  return endpointEmbedder(endpoint, { dimensions: await lookUp(id), confirm });
}

async function embedAll({
  projectId,
  texts,
  embedder,
  keep,
  signal,
}: {
  projectId: string;
  texts: readonly string[];
  embedder: Embedder;
  keep: boolean;
  signal: AbortSignal;
}): Promise<TextVectors> {
  const places = new Map<string, number[]>();
  for (const [place, text] of texts.entries()) {
    const digest = digestOf(text);
    const known = places.get(digest);
    if (known) known.push(place);
    else places.set(digest, [place]);
  }
  const scope = { projectId, embedder: embedder.id };
  const found = new Map<string, Float32Array>();
  await takeStoredVectors(scope, [...places.keys()], (digest, vector) => found.set(digest, vector));
  const missing = [...places].filter(([digest]) => !found.has(digest));
  for (const batch of batchesOf(missing, ([, [first = 0]]) => texts[first]?.length ?? 0)) {
    const asked = batch.map(([, [first = 0]]) => (texts[first] ?? "").toWellFormed());
    const numbers = await embedder.embed(asked, signal);
    const dimensions = numbers.length / batch.length;
    const fresh = batch.map(([digest], row) => ({
      digest,
      vector: numbers.subarray(row * dimensions, (row + 1) * dimensions),
    }));
    if (keep) await storeVectors(scope, fresh);
    for (const { digest, vector } of fresh) found.set(digest, vector);
  }
  if (embedder.dimensions === null) {
    const vector = await embedder.embed([ANY_TEXT], signal);
    if (keep) await storeVectors(scope, [{ digest: digestOf(ANY_TEXT), vector }]);
  }
  const dimensions = embedder.dimensions ?? 0;
  const vectors = new Float32Array(texts.length * dimensions);
  for (const [digest, at] of places) {
    const vector = found.get(digest);
    for (const place of at) if (vector) vectors.set(vector, place * dimensions);
    found.delete(digest);
  }
  return { dimensions, vectors };
}

/** Cuts into batches that are neither too many nor, together, too long; one text alone may be. */
function* batchesOf<T>(items: readonly T[], lengthOf: (item: T) => number): Generator<T[]> {
  let batch: T[] = [];
  let characters = 0;
  for (const item of items) {
    const length = lengthOf(item);
    if (batch.length > 0 && (batch.length === BATCH_TEXTS || characters + length > BATCH_CHARACTERS)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push(item);
    characters += length;
  }
  if (batch.length > 0) yield batch;
}
