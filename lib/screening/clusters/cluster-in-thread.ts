import "server-only";
import path from "node:path";
import { listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { readSealedTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";
import { embedderIdOf } from "../embedders/embedder-queries.ts";
import { builtInEmbedderId } from "../embedders/embedders.ts";
import { digestOf, findStoredDimensions, takeStoredVectors } from "../embedders/stored-vector-queries.ts";
import { ThreadClient } from "../engine/thread-client.ts";
import type { TextVectors } from "../screening.ts";
import type { ClusterCalls, ClusterQuestion, Representatives } from "./cluster-messages.ts";

/** Vectors of another embedder are held for so many texts at most, a hundred megabytes or so. */
const VECTORS_HELD = 20_000;

/** Clusters exemplars by comparing them as screening does, in a thread that ends with it. */
export async function clusterInThread(asked: ClusterQuestion): Promise<Representatives> {
  const { projectId, texts } = asked;
  const project = await db().project.findUnique({ where: { id: projectId }, select: { maskNumbers: true } });
  const rows = [...(await readSealedTestSet(projectId)), ...(await listSupportExamples(projectId))];
  const thread = new ThreadClient<ClusterCalls>(
    path.join(/* turbopackIgnore: true */ process.cwd(), "lib/screening/clusters/cluster-thread.ts"),
    "clustering",
  );
  try {
    return await thread.call("cluster", {
      ...asked,
      maskNumbers: project?.maskNumbers ?? false,
      rows: rows.map(({ text }) => text),
      vectors: await vectorsOf(projectId, texts),
    });
  } finally {
    await thread.close();
  }
}

/** Null where the embedder is the built-in one. */
async function vectorsOf(projectId: string, texts: readonly string[]): Promise<TextVectors | null> {
  const embedder = await embedderIdOf(db(), projectId);
  if (embedder === builtInEmbedderId) return null;
  const dimensions = (await findStoredDimensions({ projectId, embedder })) ?? 1;
  const places = new Map<string, number[]>();
  for (const [place, text] of texts.slice(0, VECTORS_HELD).entries()) {
    const digest = digestOf(text);
    places.set(digest, [...(places.get(digest) ?? []), place]);
  }
  const vectors = new Float32Array(texts.length * dimensions);
  await takeStoredVectors({ projectId, embedder }, [...places.keys()], (digest, vector) => {
    for (const place of places.get(digest) ?? []) vectors.set(vector, place * dimensions);
  });
  return { dimensions, vectors };
}
