import { readFileSync } from "node:fs";
import { normalise } from "#lib/core/text.ts";

export interface Candidate {
  text: string;
  label: string;
  /** The test row it is a rewriting of; null: it is innocent. */
  row: number | null;
}

/** A test set and texts of which it is known whether they are rewritings of its rows. */
export interface LeakTrial {
  test: { text: string; label: string }[];
  positives: Candidate[];
  negatives: Candidate[];
}

interface Utterance {
  label: string;
  original: string;
  paraphrase: string;
  /** Its place among those of its label, from 1. */
  place: number;
}

/** Where the default file lies, seen from the project. */
export const defaultPairs = "../shared/data/paraphrases/dev.tsv";

/** Every fifteenth row of a label is a test row. */
const cycle = 15;
const innocent = [5, 7, 10];

/** Reads a file of tab-separated label, original, paraphrase with a line of headings. */
export function readUtterances(file: string): Utterance[] {
  const places = new Map<string, number>();
  const lines = readFileSync(file, "utf8").split(/\r?\n/).slice(1);
  return lines
    .filter((line) => line !== "")
    .map((line, index) => {
      const [label, original, paraphrase] = line.split("\t");
      if (label === undefined || original === undefined || paraphrase === undefined) {
        throw new Error(`${file}: line ${index + 2} has not three columns`);
      }
      const place = (places.get(label) ?? 0) + 1;
      places.set(label, place);
      return { label, original, paraphrase, place };
    });
}

/**
 * Rows whose place is ≡ offset modulo 15 are the test set, their paraphrases, where these differ after normalisation,
 * the positives, rows ≡ offset + 5, 7 and 10 the negatives: innocent utterances of the same labels.
 */
export function leakTrial(utterances: readonly Utterance[], offset: number): LeakTrial {
  const trial: LeakTrial = { test: [], positives: [], negatives: [] };
  for (const { label, original, paraphrase, place } of utterances) {
    const rest = (place + cycle - offset) % cycle;
    if (rest === 0) {
      const row = trial.test.push({ text: original, label }) - 1;
      if (normalise(original) !== normalise(paraphrase))
        trial.positives.push({ text: paraphrase, label, row });
    } else if (innocent.includes(rest)) trial.negatives.push({ text: original, label, row: null });
  }
  return trial;
}
