import { readFileSync } from "node:fs";

export const languages = ["zh", "vi", "ru"] as const;
export type Language = (typeof languages)[number];

/** A test set in one language, innocent texts of the same intents, and leaks of its rows by kind, all by hand. */
export interface LanguageTrial {
  test: string[];
  innocent: string[];
  leaks: Record<string, string[]>;
}

/** A leak with the number of the test row it was made from, counted from 1. */
export interface PlannedLeak {
  kind: string;
  source: number;
  text: string;
}

const headings = "kind\tsource\ttext";
const kindName = /^[a-z]+$/;
const rowNumber = /^[1-9]\d*$/;

export function readLanguage(language: Language): LanguageTrial {
  const { test, innocent, leaks } = parseTrial(
    readFileSync(new URL(`languages/${language}.tsv`, import.meta.url), "utf8"),
  );
  const byKind = Object.groupBy(leaks, ({ kind }) => kind);
  return {
    test,
    innocent,
    leaks: Object.fromEntries(
      Object.entries(byKind).map(([kind, found]) => [kind, (found ?? []).map(({ text }) => text)]),
    ),
  };
}

/**
 * Reads lines of tab-separated kind, source, text below their headings: `test` rows with their own number, `innocent`
 * texts without a source, and leaks of any other kind with that of their row. Throws an Error that names the line.
 */
export function parseTrial(content: string): { test: string[]; innocent: string[]; leaks: PlannedLeak[] } {
  const [first, ...lines] = content.split(/\r?\n/);
  if (first !== headings) throw new Error("Line 1 must be kind, source and text, separated by tabs.");
  if (lines.at(-1) === "") lines.pop();
  const trial = { test: [] as string[], innocent: [] as string[], leaks: [] as PlannedLeak[] };
  const places: number[] = [];
  for (const [index, line] of lines.entries()) {
    const refuse = (why: string) => new Error(`Line ${index + 2} ${why}.`);
    const columns = line.split("\t");
    const [kind = "", source = "", text = ""] = columns;
    if (columns.length !== 3) throw refuse("has not three columns");
    if (!kindName.test(kind)) throw refuse("has no kind in small letters");
    if (text.trim() === "") throw refuse("has no text");
    if (kind === "innocent") {
      if (source !== "") throw refuse("is innocent, so it can have no source");
      trial.innocent.push(text);
      continue;
    }
    if (!rowNumber.test(source)) throw refuse("has no number of a test row as its source");
    if (kind === "test") {
      if (Number(source) !== trial.test.length + 1) throw refuse("is a test row out of order");
      trial.test.push(text);
    } else {
      trial.leaks.push({ kind, source: Number(source), text });
      places.push(index + 2);
    }
  }
  for (const [i, { source }] of trial.leaks.entries()) {
    if (source > trial.test.length)
      throw new Error(`Line ${places[i]} names test row ${source}, which there is not.`);
  }
  return trial;
}
