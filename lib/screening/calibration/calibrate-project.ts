import "server-only";
import { readSealedTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db } from "#lib/server/db.ts";
import type { Sleep } from "#lib/server/llm/try-again.ts";
import { embedForScreening } from "../embedders/embed-for-screening.ts";
import { EmbedderError } from "../embedders/embedder-error.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { corpusKeyOf, loadCorpus } from "../load-corpus.ts";
import { makeParaphrases } from "../paraphrases/make-paraphrases.ts";
import type { Match } from "../screening.ts";
import { inTurn } from "../take-turns.ts";
import type { CalibrationFailure } from "./calibration.ts";
import { findAskedCalibration } from "./calibration-queries.ts";
import { measureCorpus } from "./measure-corpus.ts";
import { storeCalibration } from "./store-calibration.ts";

/** What is drawn and planted is the same at every measurement of the same sets. */
const SEED = 1;

interface Asked {
  projectId: string;
  signal?: AbortSignal;
  /** Of asking for paraphrases. */
  sleep?: Sleep;
  timeoutMs?: number;
}

/** Thrown inside where the sets or the embedder change while they are measured; the work then starts over. */
class CorpusChanged extends Error {}

/**
 * Measures the project's sets where a calibration is asked for, and stores what was found; the leak threshold follows
 * where it stands for a rate of false alarms. Does nothing where none is asked for. The test rows and what is planted
 * in them go to the engine and to the embedder that screening uses; some of them to the endpoint that is trusted to
 * paraphrase them, where there is one; and nowhere else.
 * @throws the signal's reason, EmbedderError, ScreeningEngineError; what was asked for then still is
 */
export async function calibrateProject(asking: Asked): Promise<void> {
  for (;;) {
    const asked = await findAskedCalibration(asking.projectId);
    if (!asked) return;
    try {
      if (await measure({ ...asking, calibrationId: asked.id })) return;
    } catch (error) {
      if (!(error instanceof CorpusChanged)) throw error;
    }
  }
}

/** Whether the result was stored: not where the sets changed at the very end. */
async function measure(asked: Asked & { calibrationId: string }): Promise<boolean> {
  const { projectId, calibrationId, signal } = asked;
  const corpusKey = await corpusKeyOf(db(), projectId);
  await db().calibration.update({ where: { id: calibrationId }, data: { corpusKey, progress: 0 } });
  const test = await readSealedTestSet(projectId);
  if (test.length === 0) {
    // The test set was taken away after this was asked for.
    await db().calibration.deleteMany({ where: { id: calibrationId } });
    return true;
  }
  const result = await measureCorpus({
    test,
    support: await db().supportExample.findMany({
      where: { projectId, saysTestRow: false },
      orderBy: { position: "asc" },
      select: { id: true, text: true, labelId: true },
    }),
    knownCopies: await db().supportExample.count({ where: { projectId, saysTestRow: true } }),
    seed: SEED,
    paraphrase: (texts, told) =>
      makeParaphrases({ signal: new AbortController().signal, ...asked, texts, told }),
    probe: (texts, leaveOut) => probe({ ...asked, corpusKey, texts, leaveOut }),
    async progress(share) {
      signal?.throwIfAborted();
      await db().calibration.update({ where: { id: calibrationId }, data: { progress: share } });
    },
  });
  return storeCalibration({ projectId, calibrationId, corpusKey, result });
}

async function probe({
  projectId,
  corpusKey,
  texts,
  leaveOut,
  signal,
}: Asked & { corpusKey: string; texts: string[]; leaveOut: (string | null)[] }): Promise<Match[]> {
  const vectors = await embedForScreening({ projectId, texts, signal, keep: false });
  // Between two batches of a screening, so that none of its exemplars is loaded away.
  const matches = await inTurn(projectId, async () => {
    if ((await loadCorpus(projectId)).corpusKey !== corpusKey) throw new CorpusChanged();
    return screeningEngine().probe(projectId, texts, { leaveOut, ...(vectors ? { vectors } : {}) });
  });
  // A single row has no other to be compared with: nothing is like it.
  return matches.map((match) => match ?? NOTHING_ALIKE);
}

const NOTHING_ALIKE: Match = {
  against: "test",
  matchId: "",
  probability: 0,
  evidence: "overlap",
  scores: { exact: 0, wordEdit: 0, containment: 0, overlap: 0, template: 0, cosine: 0 },
  spans: [],
};

/** Writes down that nobody will try again before somebody asks. */
export async function giveUpCalibration(projectId: string, error: unknown): Promise<void> {
  const failure: CalibrationFailure = error instanceof EmbedderError ? "embedder" : "internal";
  await db().calibration.updateMany({
    where: { projectId, finishedAt: null },
    data: { error: failure, finishedAt: new Date() },
  });
}
