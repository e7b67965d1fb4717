import "server-only";
import { setImmediate as givesWay } from "node:timers/promises";
import { embed } from "#lib/core/similarity/character-embedding.ts";
import { listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { readSealedTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";
import { comparePair } from "../detectors/compare.ts";
import { Corpus, type TextProfile } from "../detectors/corpus.ts";
import { embedderIdOf } from "../embedders/embedder-queries.ts";
import { builtInEmbedderId } from "../embedders/embedders.ts";
import { digestOf, takeStoredVectors } from "../embedders/stored-vector-queries.ts";
import type { ScreeningThresholds } from "../screening.ts";

/** Vectors of another embedder are held for so many texts at most, a hundred megabytes or so. */
const VECTORS_HELD = 20_000;
/** Rows read before others have their turn. */
const SLICE = 500;

/** Whether two texts, given by id, are duplicates of one another. */
export type Comparison = (a: string, b: string) => boolean;

/** Prepares to compare any two of these texts. */
export type CompareTexts = (asked: {
  projectId: string;
  texts: ReadonlyMap<string, string>;
  thresholds: ScreeningThresholds;
}) => Promise<Comparison>;

/**
 * Compares the way screening compares an exemplar with an earlier one: the same detectors, the words weighed by the
 * project's sets, the cosine of its embedder. A text whose vector is not stored has no cosine with any, which may leave
 * it out of a cluster and never puts it into one.
 */
export const compareTexts: CompareTexts = async ({ projectId, texts, thresholds }) => {
  const corpus = await readCorpus(projectId);
  const cosine = await cosines(projectId, texts);
  const profiles = new Map<string, TextProfile>();
  const profile = (id: string) => {
    const known = profiles.get(id);
    if (known) return known;
    const made = corpus.profile(texts.get(id) ?? "");
    profiles.set(id, made);
    return made;
  };
  return (a, b) => {
    const { probability, scores } = comparePair(profile(a), profile(b), cosine(a, b));
    return (
      scores.exact >= 1 ||
      probability >= thresholds.duplicate ||
      scores.wordEdit >= thresholds.wordEdit ||
      scores.cosine >= thresholds.cosine
    );
  };
};

async function readCorpus(projectId: string): Promise<Corpus> {
  const project = await db().project.findUnique({ where: { id: projectId }, select: { maskNumbers: true } });
  const corpus = new Corpus({ maskNumbers: project?.maskNumbers ?? false });
  const rows = [...(await readSealedTestSet(projectId)), ...(await listSupportExamples(projectId))];
  for (const [index, { text }] of rows.entries()) {
    corpus.add(text);
    if (index % SLICE === 0) await givesWay();
  }
  return corpus;
}

async function cosines(
  projectId: string,
  texts: ReadonlyMap<string, string>,
): Promise<(a: string, b: string) => number> {
  const embedder = await embedderIdOf(db(), projectId);
  if (embedder === builtInEmbedderId) {
    return (a, b) => {
      const both = embed([texts.get(a) ?? "", texts.get(b) ?? ""]);
      return dot(both.subarray(0, both.length / 2), both.subarray(both.length / 2));
    };
  }
  const ids = [...texts.keys()].slice(0, VECTORS_HELD);
  const digests = new Map(ids.map((id) => [id, digestOf(texts.get(id) ?? "")]));
  const vectors = new Map<string, Float32Array>();
  await takeStoredVectors({ projectId, embedder }, [...new Set(digests.values())], (digest, vector) =>
    vectors.set(digest, vector),
  );
  return (a, b) => {
    const [own, other] = [vectors.get(digests.get(a) ?? ""), vectors.get(digests.get(b) ?? "")];
    return own && other ? dot(own, other) : 0;
  };
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (const [index, value] of a.entries()) sum += value * (b[index] ?? 0);
  // Rounding can lift a cosine a hair above 1.
  return Math.min(1, sum);
}
