import { plant, plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { random } from "#lib/core/random.ts";
import { stepOf } from "#lib/core/statistics/step-histogram.ts";
import { mostParaphrased, type Paraphrases } from "../paraphrases/paraphrases.ts";
import type { Match } from "../screening.ts";
import {
  type CalibrationResult,
  measures,
  type Natural,
  noScores,
  type Planted,
  type Scores,
} from "./calibration.ts";

const NATURAL = 2_000;
const PLANTED = 500;
const SLICE = 200;

export interface LabelledRow {
  id: string;
  text: string;
  labelId: string;
}

export interface MeasuredCorpus {
  test: LabelledRow[];
  support: LabelledRow[];
  /** Support examples besides these that are known to say a test row. */
  knownCopies: number;
  seed: number;
  /** What each text is most like in the test set, without the row named at its place. */
  probe(texts: string[], leaveOut: (string | null)[]): Promise<Match[]>;
  /** Has the texts paraphrased, telling how many more are dealt with; null where nobody is trusted with them. */
  paraphrase(texts: string[], told: (count: number) => Promise<void>): Promise<Paraphrases | null>;
  /** Told after each slice which share of the work is done; may throw to stop it. */
  progress(share: number): Promise<void>;
}

interface Drawn {
  text: string;
  leaveOut: string | null;
}

/**
 * How innocent rows and planted leaks score against the test set. At most 2,000 innocent rows are drawn, and 500 test
 * rows of which one leak of each kind is planted; the same rows and leaks for the same seed. At most 100 test rows are
 * given to be paraphrased. What is planted or paraphrased exists here only.
 */
export async function measureCorpus(corpus: MeasuredCorpus): Promise<CalibrationResult> {
  const { test, support, seed } = corpus;
  const knownCopies = support.length > 0 ? corpus.knownCopies : 0;
  const source = support.length > 0 ? "support" : "test";
  const rows = source === "support" ? support : test;
  const innocent = random(seed).fork("natural").shuffle(rows).slice(0, NATURAL);
  const leaking = random(seed).fork("planted").shuffle(test).slice(0, PLANTED);
  const rephrased = random(seed).fork("paraphrased").shuffle(test).slice(0, mostParaphrased);
  const work = inSlices(
    corpus,
    innocent.length + plantedKinds.length * leaking.length + 2 * rephrased.length,
  );
  const { probe } = work;

  const matches = await probe(
    innocent.map(({ id, text }) => ({ text, leaveOut: source === "test" ? id : null })),
  );
  const labelIds = [...new Set(innocent.map(({ labelId }) => labelId))];
  const natural: Natural = {
    source,
    rows: rows.length + knownCopies,
    copies: knownCopies,
    scores: noScores(),
    labels: [],
  };
  for (const [index, match] of matches.entries()) {
    if (match.scores.exact >= 1) {
      natural.copies++;
      continue;
    }
    addScores(natural.scores, match);
    natural.labels.push(labelIds.indexOf(innocent[index]?.labelId ?? ""));
  }

  const texts = test.map(({ text }) => text);
  const planted = {} as CalibrationResult["planted"];
  for (const kind of plantedKinds) {
    const found: Planted = { tried: leaking.length, scores: noScores() };
    const leaks = leaking.flatMap(({ id, text }): Drawn[] => {
      const leak = plant(kind, text, texts, random(seed).fork(kind).fork(id));
      return leak === null ? [] : [{ text: leak, leaveOut: null }];
    });
    for (const match of await probe(leaks, leaking.length)) addScores(found.scores, match);
    planted[kind] = found;
  }

  // Last, so that nobody is asked for the sake of a measurement that has to begin again.
  const paraphrases = await corpus.paraphrase(
    rephrased.map(({ text }) => text),
    work.told,
  );
  let paraphrased: CalibrationResult["paraphrased"] = null;
  if (paraphrases) {
    const { model, made, leftOut } = paraphrases;
    paraphrased = { tried: rephrased.length, scores: noScores(), model, leftOut };
    for (const match of await probe(made.map((text) => ({ text, leaveOut: null })))) {
      addScores(paraphrased.scores, match);
    }
  }
  await corpus.progress(1);
  return { seed, testRows: test.length, labelIds, natural, planted, paraphrased };
}

/**
 * Asks slice by slice and tells how far it is of all; `worth` counts for rows that had nothing to ask. `told` adds
 * what is done elsewhere.
 */
function inSlices({ probe, progress }: MeasuredCorpus, all: number) {
  let done = 0;
  const probeSlices = async (drawn: Drawn[], worth = drawn.length): Promise<Match[]> => {
    const matches: Match[] = [];
    for (let at = 0; at < drawn.length; at += SLICE) {
      const slice = drawn.slice(at, at + SLICE);
      const found = await probe(
        slice.map(({ text }) => text),
        slice.map(({ leaveOut }) => leaveOut),
      );
      if (found.length !== slice.length) throw new Error("Not every text was compared with the test set");
      matches.push(...found);
      await progress((done + matches.length) / all);
    }
    done += worth;
    return matches;
  };
  const told = async (worth: number) => {
    done += worth;
    await progress(done / all);
  };
  return { probe: probeSlices, told };
}

function addScores(columns: Scores, { probability, scores }: Match): void {
  for (const measure of measures) {
    columns[measure].push(stepOf(measure === "combined" ? probability : scores[measure]));
  }
}
