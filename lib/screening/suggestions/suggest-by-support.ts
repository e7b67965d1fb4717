import "server-only";
import { db } from "#lib/server/db.ts";
import { giveWay } from "#lib/server/give-way.ts";
import { embedForScreening } from "../embedders/embed-for-screening.ts";
import { storeSuggestions } from "./store-suggestions.ts";
import type { Learn, Suggester } from "./suggest-in-thread.ts";
import { readBasis } from "./suggestion-queries.ts";

/** Exemplars read and asked about at once. */
const SLICE = 2_000;
/** Exemplars stored by one transaction, for which a page may have to wait. */
const STORED = 250;

interface Asked {
  projectId: string;
  learn: Learn;
  signal?: AbortSignal | undefined;
}

/**
 * Suggests a label for each screened exemplar that lacks one, by the support set as it stands; for all of them where
 * the support set or the embedder is another than before. Where nothing can be suggested former suggestions go. No two
 * of one project at once.
 * @throws EmbedderError where the support set or a text cannot be embedded; the signal's reason
 */
export async function suggestBySupport({ projectId, learn, signal }: Asked): Promise<void> {
  const project = await db().project.findUnique({ where: { id: projectId } });
  // Deleted meanwhile, and its exemplars with it.
  if (!project) return;
  const { support, key } = await readBasis(projectId);
  const isFresh = project.suggestionsKey === key;
  const labelIds = [...new Set(support.map(({ labelId }) => labelId))];
  const open = once(async () => {
    if (labelIds.length < 2) return null;
    const texts = support.map(({ text }) => text);
    const labels = Int32Array.from(support, ({ labelId }) => labelIds.indexOf(labelId));
    const vectors = (await embedForScreening({ projectId, texts, signal })) ?? null;
    return learn(projectId, { texts, vectors, labels, labelCount: labelIds.length });
  });
  try {
    for (let from = 1; from <= project.lastExemplarNumber; from += SLICE) {
      signal?.throwIfAborted();
      const rows = await readSlice({ projectId, from, all: !isFresh });
      if (rows.length > 0) await suggestSlice({ projectId, rows, labelIds, suggester: await open(), signal });
    }
  } finally {
    await open.made()?.close();
  }
  // What was asked for meanwhile is not done with this.
  await db().project.updateMany({
    where: { id: projectId },
    data: { suggestionsMade: project.suggestionsAsked, suggestionsKey: key },
  });
}

/** Made when it is first needed: most walks find little to do. */
function once(make: () => Promise<Suggester | null>) {
  let made: { suggester: Suggester | null } | null = null;
  const open = async () => {
    made ??= { suggester: await make() };
    return made.suggester;
  };
  return Object.assign(open, { made: () => made?.suggester });
}

interface Row {
  id: string;
  text: string;
}

/** Where all are asked for, those with a suggestion that may have to go are among them, screened or not. */
async function readSlice({ projectId, from, all }: { projectId: string; from: number; all: boolean }) {
  return db().$queryRaw<Row[]>`
    SELECT e.id, e.text FROM "Exemplar" e
    LEFT JOIN "LabelSuggestion" l ON l."exemplarId" = e.id AND l.source = 'prototype'
    WHERE e."projectId" = ${projectId}::uuid AND e.number >= ${from}::int AND e.number < ${from + SLICE}::int
      AND ((e."screenedAt" IS NOT NULL AND l."exemplarId" IS NULL) OR (${all} AND l."exemplarId" IS NOT NULL))
    ORDER BY e.number`;
}

interface Slice {
  projectId: string;
  rows: Row[];
  labelIds: string[];
  suggester: Suggester | null;
  signal: AbortSignal | undefined;
}

async function suggestSlice({ projectId, rows, labelIds, suggester, signal }: Slice): Promise<void> {
  const texts = rows.map(({ text }) => text);
  const found = suggester
    ? await suggester.suggest({
        texts,
        vectors: (await embedForScreening({ projectId, texts, signal })) ?? null,
      })
    : null;
  const suggested = rows.map(({ id, text }, place) => {
    const labelId = labelIds[found?.labels[place] ?? -1];
    const score = found?.scores[place] ?? 0;
    return { exemplarId: id, text, suggestion: labelId === undefined ? null : { labelId, score } };
  });
  for (let from = 0; from < suggested.length; from += STORED) {
    await storeSuggestions("prototype", suggested.slice(from, from + STORED));
    await giveWay();
  }
}
