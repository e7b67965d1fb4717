import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { type Random, random } from "#lib/core/random.ts";

/** Where texts come from, by default: BANKING77 (Casanueva et al. 2020), 10,003 questions to a bank. */
const defaultFile = "../shared/data/banking77/train.csv";

export interface BenchTexts {
  test: string[];
  exemplars: string[];
  /** Which texts they are. */
  source: string;
}

/**
 * As many test rows and exemplars as asked. With a file (CSV with a column `text`) its texts and variations of
 * them, else made-up ones.
 */
export function benchTexts(counts: { test: number; exemplars: number }, file?: string): BenchTexts {
  const chosen = file ?? (existsSync(defaultFile) ? defaultFile : undefined);
  if (chosen === undefined) {
    return {
      test: madeUp(counts.test, "test"),
      exemplars: madeUp(counts.exemplars, "exemplars"),
      source: "made-up sentences",
    };
  }
  const rows = parse(readFileSync(chosen), { columns: true, bom: true }) as { text: string }[];
  const texts = rows.map(({ text }) => text).filter((text) => text.trim() !== "");
  const stream = random("bench");
  const test = texts.slice(0, counts.test);
  while (test.length < counts.test) test.push(varied(texts, stream));
  const exemplars = Array.from({ length: counts.exemplars }, () => varied(texts, stream));
  return { test, exemplars, source: `${chosen} and variations` };
}

/**
 * As a generator might write: one in five a known text with up to three words exchanged, the others the first part
 * of one and the last part of another, with words exchanged too.
 */
function varied(texts: readonly string[], stream: Random): string {
  const own = stream.pick(texts).split(/\s+/u);
  if (stream.int(5) > 0) {
    const other = stream.pick(texts).split(/\s+/u);
    own.splice(1 + stream.int(own.length), own.length, ...other.slice(stream.int(other.length)));
  }
  for (let change = stream.int(4); change > 0; change--) {
    own[stream.int(own.length)] = stream.pick(stream.pick(texts).split(/\s+/u));
  }
  return own.join(" ");
}

const syllables =
  "ba ce di fo gu la me ni po ru sa te vi xo zu bra cle dri flo gru sta tre pli nor kes mun".split(" ");

/** A vocabulary of made-up words, the first ones much more frequent than the last (Zipf's law). */
function madeUpWords(stream: Random): { words: string[]; weights: number[] } {
  const words = new Set<string>();
  while (words.size < 4_000) {
    const length = 1 + stream.int(3);
    words.add(Array.from({ length }, () => stream.pick(syllables)).join(""));
  }
  return { words: [...words], weights: Array.from({ length: words.size }, (_, rank) => 1 / (rank + 8)) };
}

/**
 * Sentences of 5 to 18 words; one in five repeats an earlier one with a few words changed, as generators do.
 */
function madeUp(count: number, seed: string): string[] {
  const vocabulary = madeUpWords(random("words"));
  // A table to draw from in one step: weighted() walks the whole list.
  const table = Array.from({ length: 1 << 14 }, (_, i) =>
    random("table").fork(i).weighted(vocabulary.words, vocabulary.weights),
  );
  const stream = random(seed);
  const texts: string[] = [];
  for (let i = 0; i < count; i++) {
    if (i > 0 && stream.int(5) === 0) {
      const words = stream.pick(texts).split(" ");
      for (let change = stream.int(4); change > 0; change--)
        words[stream.int(words.length)] = stream.pick(table);
      texts.push(words.join(" "));
    } else texts.push(Array.from({ length: 5 + stream.int(14) }, () => stream.pick(table)).join(" "));
  }
  return texts;
}
