import "server-only";
import { db } from "#lib/server/db.ts";
import { ScreeningEngineError, screeningEngine } from "./engine/screening-engine.ts";
import { loadCorpus } from "./load-corpus.ts";
import type { ScreenedText, ScreeningResult } from "./screening.ts";
import { storeScores } from "./store-scores.ts";

const BATCH = 256;
/** Above every exemplar's number: the place of a text that is compared with all the others. */
const AFTER_ALL = 2 ** 31;
/** How often the engine may lose a project before that is an error. */
const LOSSES = 3;

interface Asked {
  projectId: string;
  signal?: AbortSignal;
}

const shared = globalThis as typeof globalThis & { winnowScreening?: Map<string, Promise<unknown>> };

/**
 * Screens every exemplar of the project that is not screened, in rising order, until none is left. A duplicate is
 * found on the later of the two; on an edited exemplar, whatever its number. Callers of one project take turns.
 * @returns how many were screened by this call
 * @throws the signal's reason; what was stored by then stays
 */
export function screenExemplars(asked: Asked): Promise<number> {
  shared.winnowScreening ??= new Map();
  const turns = shared.winnowScreening;
  const turn = (turns.get(asked.projectId) ?? Promise.resolve()).catch(() => {}).then(() => screenAll(asked));
  turns.set(asked.projectId, turn);
  const leave = () => {
    if (turns.get(asked.projectId) === turn) turns.delete(asked.projectId);
  };
  turn.then(leave, leave);
  return turn;
}

async function screenAll({ projectId, signal }: Asked): Promise<number> {
  let screened = 0;
  let losses = 0;
  for (;;) {
    signal?.throwIfAborted();
    if (!(await db().exemplar.findFirst({ where: { projectId, screenedAt: null }, select: { id: true } }))) {
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

/** One walk through the unscreened exemplars; gives the number of each batch. Ends early where a set was replaced. */
async function* screenOnce({ projectId, signal }: Asked): AsyncGenerator<number> {
  const corpusKey = await prepare(projectId);
  for (let after = 0; ; ) {
    signal?.throwIfAborted();
    const found = await db().exemplar.findMany({
      where: { projectId, screenedAt: null, number: { gt: after } },
      orderBy: { number: "asc" },
      take: BATCH,
      select: { id: true, number: true, text: true, originalText: true },
    });
    const last = found.at(-1);
    if (!last) return;
    const stored = await storeScores({
      projectId,
      corpusKey,
      texts: found,
      results: await compare(projectId, found),
    });
    if (stored === null) return;
    yield stored;
    after = last.number;
  }
}

/** Takes the former texts of edited exemplars out of the comparison, and what was found to be like them. */
async function prepare(projectId: string): Promise<string> {
  const changed = await db().$queryRaw<{ id: string }[]>`
    SELECT e.id FROM "Exemplar" e
    WHERE e."projectId" = ${projectId}::uuid AND e."screenedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "Decision" d WHERE d."exemplarId" = e.id AND d."toText" IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM "SimilarityScore" s WHERE s."exemplarId" = e.id)`;
  const ids = changed.map(({ id }) => id);
  if (ids.length > 0) await screeningEngine().forgetExemplars(projectId, ids);
  const { corpusKey } = await loadCorpus(projectId);
  if (ids.length > 0) {
    await db().$executeRaw`
      UPDATE "Exemplar" e SET "screenedAt" = NULL
      FROM "SimilarityScore" s
      WHERE s."exemplarId" = e.id AND s.against = 'exemplar' AND s."matchId" = ANY(${ids}::text[]::uuid[])
        AND e."projectId" = ${projectId}::uuid`;
  }
  return corpusKey;
}

type Text = ScreenedText & { originalText: string };

async function compare(projectId: string, found: Text[]): Promise<ScreeningResult[]> {
  const engine = screeningEngine();
  const texts = found.map(({ id, number, text }) => ({ id, number, text }));
  const isEdited = (_: unknown, index: number) => found[index]?.text !== found[index]?.originalText;
  const edited = texts.filter(isEdited);
  const results = await engine.screen(
    projectId,
    texts.map((text, index) => (isEdited(text, index) ? { ...text, number: text.number + AFTER_ALL } : text)),
  );
  // Back to its own place, so that exemplars to come are compared with it.
  if (edited.length > 0) await engine.screen(projectId, edited);
  return results;
}
