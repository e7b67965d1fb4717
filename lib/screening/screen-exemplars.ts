import "server-only";
import { db } from "#lib/server/db.ts";
import { giveWay } from "#lib/server/give-way.ts";
import { embedForScreening } from "./embedders/embed-for-screening.ts";
import { ScreeningEngineError, screeningEngine } from "./engine/screening-engine.ts";
import { followFindings } from "./follow-findings.ts";
import { corpusKeyOf, loadCorpus } from "./load-corpus.ts";
import type { ScreenedText, ScreeningResult, TextVectors } from "./screening.ts";
import { storeMatches } from "./store-matches.ts";
import { inTurn } from "./take-turns.ts";

/** Exemplars that the engine compares at a time. */
const BATCH = 512;
/** Exemplars stored by one transaction, for which a page may have to wait. */
const STORED = 128;
/** Above every exemplar's number: the place of a text that is compared with all the others. */
const AFTER_ALL = 2 ** 31;
/** How often the engine may lose a project before that is an error. */
const LOSSES = 3;

interface Asked {
  projectId: string;
  signal?: AbortSignal;
}

/**
 * Screens every exemplar of the project that is not screened, in rising order, until none is left. A duplicate is
 * found on the later of the two; on an edited exemplar, whatever its number. Callers of one project take turns.
 * @returns how many were screened by this call
 * @throws the signal's reason; what was stored by then stays
 */
export function screenExemplars(asked: Asked): Promise<number> {
  return inTurn(asked.projectId, () => screenAll(asked));
}

async function screenAll({ projectId, signal }: Asked): Promise<number> {
  let screened = 0;
  let losses = 0;
  for (;;) {
    signal?.throwIfAborted();
    if (!(await db().exemplar.findFirst({ where: { projectId, screenedAt: null }, select: { id: true } }))) {
      if (screened > 0) await followFindings(projectId);
      return screened;
    }
    try {
      for await (const stored of screenOnce({ projectId, ...(signal ? { signal } : {}) })) screened += stored;
    } catch (error) {
      const isLost = error instanceof ScreeningEngineError && error.reason !== "failed";
      losses += 1;
      if (!isLost || losses > LOSSES) throw error;
    }
  }
}

/**
 * One walk through the unscreened exemplars; gives the number of each batch. Ends early where a set or the embedder was
 * replaced. A batch is compared while the one before is stored.
 */
async function* screenOnce({ projectId, signal }: Asked): AsyncGenerator<number> {
  const corpusKey = await prepare(projectId, signal);
  const compareFrom = (after: number) => {
    const compared = compareNext({ projectId, corpusKey, after, signal });
    // Whoever waits for it learns of a failure; until then nobody does.
    compared.catch(() => {});
    return compared;
  };
  let ahead = compareFrom(0);
  try {
    for (;;) {
      signal?.throwIfAborted();
      const batch = await ahead;
      if (batch === null) return;
      ahead = compareFrom(batch.texts.at(-1)?.number ?? 0);
      for (let from = 0; from < batch.texts.length; from += STORED) {
        const texts = batch.texts.slice(from, from + STORED);
        const results = batch.results.slice(from, from + STORED);
        const stored = await storeMatches({ projectId, corpusKey, texts, results });
        if (stored === null) return;
        yield stored;
        await giveWay();
      }
    }
  } finally {
    // The engine must be done with this walk before the next one looks at what it holds.
    await ahead.catch(() => {});
  }
}

interface Next {
  projectId: string;
  corpusKey: string;
  /** The number of the last exemplar compared. */
  after: number;
  signal: AbortSignal | undefined;
}

/** Null where none is left, or where a set or the embedder was replaced. */
async function compareNext({ projectId, corpusKey, after, signal }: Next) {
  const texts = await db().exemplar.findMany({
    where: { projectId, screenedAt: null, number: { gt: after } },
    orderBy: { number: "asc" },
    take: BATCH,
    select: { id: true, number: true, text: true, originalText: true },
  });
  if (texts.length === 0) return null;
  try {
    return { texts, results: await compare(projectId, texts, signal) };
  } catch (error) {
    // Vectors of two embedders do not go together; the next walk has those of one.
    if ((await corpusKeyOf(db(), projectId)) !== corpusKey) return null;
    throw error;
  }
}

/** Takes the former texts of edited exemplars out of the comparison, and what was found to be like them. */
async function prepare(projectId: string, signal: AbortSignal | undefined): Promise<string> {
  const changed = await db().$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Exemplar" e
    WHERE e."projectId" = ${projectId}::uuid AND e."screenedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."exemplarId" = e.id AND d."toText" IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM "Match" m WHERE m."exemplarId" = e.id)`;
  const ids = changed.map(({ id }) => id);
  if (ids.length > 0) await screeningEngine().forgetExemplars(projectId, ids);
  const { corpusKey } = await loadCorpus(projectId, signal);
  if (ids.length > 0) {
    await db().$executeRaw`
      UPDATE "Exemplar" e SET "screenedAt" = NULL
      FROM "Match" m
      WHERE m."exemplarId" = e.id AND m.against = 'exemplar' AND m."matchId" = ANY(${ids}::text[]::uuid[])
        AND e."projectId" = ${projectId}::uuid`;
  }
  return corpusKey;
}

type Text = ScreenedText & { originalText: string };

async function compare(
  projectId: string,
  found: Text[],
  signal: AbortSignal | undefined,
): Promise<ScreeningResult[]> {
  const engine = screeningEngine();
  const texts = found.map(({ id, number, text }) => ({ id, number, text }));
  const vectors = await embedForScreening({ projectId, texts: texts.map(({ text }) => text), signal });
  const isEdited = (index: number) => found[index]?.text !== found[index]?.originalText;
  const results = await engine.screen(
    projectId,
    texts.map((text, index) => (isEdited(index) ? { ...text, number: text.number + AFTER_ALL } : text)),
    vectors,
  );
  const edited = [...texts.keys()].filter(isEdited);
  // Back to its own place, so that exemplars to come are compared with it.
  if (edited.length > 0) {
    await engine.screen(
      projectId,
      texts.filter((_, index) => isEdited(index)),
      vectors && vectorsAt(vectors, edited),
    );
  }
  return results;
}

function vectorsAt({ dimensions, vectors }: TextVectors, rows: number[]): TextVectors {
  const chosen = new Float32Array(rows.length * dimensions);
  for (const [place, row] of rows.entries()) {
    chosen.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  }
  return { dimensions, vectors: chosen };
}
