import { embed } from "#lib/core/similarity/character-embedding.ts";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { ReferenceSet, type StageTimes } from "#lib/screening/engine/reference-set.ts";
import { screeningEngine } from "#lib/screening/engine/screening-engine.ts";
import type { ReferenceRow } from "#lib/screening/screening.ts";

/** Texts of one call. */
const batch = 8_192;
/** Exemplars of the breakdown, on one thread. */
const sampled = 10_000;

/** Seconds; `load` is part of `test`. `flagged`: exemplars with a probability of .5 or more. */
export interface CascadeTimes {
  load: number;
  /** Against the test set. */
  test: number;
  flagged: number;
}

function projectOf(test: readonly string[]) {
  return { projectId: "bench", corpusKey: "bench", test: rowsOf(test), support: [], exemplars: [] };
}

/**
 * The whole cascade against the test set through the real threads, as a project is screened: first load, then the
 * texts. The engine is started before, as it is when the application has screened once.
 */
export async function timeCascade(
  test: readonly string[],
  exemplars: readonly string[],
  repeats: number,
): Promise<CascadeTimes> {
  const engine = screeningEngine();
  const project = projectOf(test);
  await engine.load({ ...project, test: project.test.slice(0, 10) });
  const times: CascadeTimes = { load: Infinity, test: Infinity, flagged: 0 };
  for (let repeat = 0; repeat < repeats; repeat++) {
    const start = performance.now();
    await engine.load(project);
    const loaded = performance.now();
    times.flagged = 0;
    for (let from = 0; from < exemplars.length; from += batch) {
      const matches = await engine.probe(project.projectId, exemplars.slice(from, from + batch));
      for (const match of matches) if (match && match.probability >= 0.5) times.flagged += 1;
    }
    times.load = Math.min(times.load, (loaded - start) / 1000);
    times.test = Math.min(times.test, (performance.now() - start) / 1000);
  }
  await engine.close();
  return times;
}

/** Seconds of the whole cascade against the test set and every earlier exemplar. */
export async function timeWithDuplicates(
  test: readonly string[],
  exemplars: readonly string[],
): Promise<number> {
  const engine = screeningEngine();
  const project = projectOf(test);
  await engine.load({ ...project, test: project.test.slice(0, 10) });
  const texts = exemplars.map((text, i) => ({ id: `exemplar ${i}`, number: i + 1, text }));
  const start = performance.now();
  await engine.load(project);
  for (let from = 0; from < texts.length; from += batch) {
    await engine.screen(project.projectId, texts.slice(from, from + batch));
  }
  const seconds = (performance.now() - start) / 1000;
  await engine.close();
  return seconds;
}

/** Microseconds of one thread for an exemplar, by stage. */
export interface Breakdown extends StageTimes {
  embed: number;
  profile: number;
}

/** Where the time goes, on this thread alone: what one of the threads does for its slice. */
export async function breakDown(test: readonly string[], exemplars: readonly string[]): Promise<Breakdown> {
  const corpus = new Corpus();
  for (const text of test) corpus.add(text);
  const set = await ReferenceSet.create("test", rowsOf(test), corpus, { threads: 1 });
  const times: Breakdown = { embed: 0, profile: 0, nearest: 0, candidates: 0, pairs: 0 };
  const texts = exemplars.slice(0, sampled);
  for (let from = 0; from < texts.length; from += 512) {
    const slice = texts.slice(from, from + 512);
    const start = performance.now();
    const vectors = embed(slice);
    const embedded = performance.now();
    const profiles = slice.map((text) => corpus.profile(text));
    times.embed += embedded - start;
    times.profile += performance.now() - embedded;
    await set.compare({ profiles, vectors }, times);
  }
  await set.release();
  for (const stage of Object.keys(times) as (keyof Breakdown)[]) times[stage] *= 1000 / texts.length;
  return times;
}

function rowsOf(texts: readonly string[]): ReferenceRow[] {
  return texts.map((text, i) => ({ id: `test ${i}`, text }));
}
