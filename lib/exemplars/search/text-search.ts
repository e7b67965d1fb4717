/** What a search for words asks for: each is part of the text, or is not, whatever its case. */
export interface WordQuery {
  wanted: string[];
  unwanted: string[];
}

/** Reads `word "a phrase" -without -"that phrase"`; a phrase that nobody closed goes to the end. */
export function readWords(query: string): WordQuery {
  const found: WordQuery = { wanted: [], unwanted: [] };
  for (const [, minus, phrase, word] of query.matchAll(/(-?)(?:"([^"]*)(?:"|$)|([^\s"]+))/gu)) {
    const part = (phrase ?? word ?? "").trim();
    if (part !== "") found[minus ? "unwanted" : "wanted"].push(part);
    // A dash that stands alone is looked for.
    else if (minus && phrase === undefined) found.wanted.push("-");
  }
  return found;
}

/** How many characters and classes of characters a pattern may come to once its repetitions are written out. */
export const PATTERN_SIZE = 1000;

export type PatternProblem = "backReference" | "lookAround" | "options" | "tooLarge";

/**
 * What makes a regular expression one that PostgreSQL might search for without end: with back references and
 * constraints that look around, the time grows faster than the text; nested counted repetitions multiply. What
 * remains takes time in proportion to the text's length times the pattern's size. Whether the pattern is one at all,
 * PostgreSQL says.
 */
export function patternProblem(pattern: string): PatternProblem | null {
  // These change how the rest is read.
  if (pattern.startsWith("***") || /^\(\?[a-zA-Z]/.test(pattern)) return "options";
  const sizes = [0];
  let last = 0;
  const add = (size: number) => {
    last = size;
    sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + size;
  };
  const repeat = (times: number) => {
    const size = last * times;
    add(size - last);
    last = size;
  };
  for (let rest = pattern; rest !== ""; ) {
    const token = TOKEN.exec(rest)?.[0] ?? rest;
    rest = rest.slice(token.length);
    if (/^\\[1-9]/.test(token)) return "backReference";
    if (/^\(\?(<?[=!])/.test(token)) return "lookAround";
    if (token.startsWith("(")) sizes.push(0);
    else if (token === ")") add(sizes.length > 1 ? (sizes.pop() ?? 0) : 0);
    else if (/^\{\d/.test(token)) repeat(timesOf(token));
    else if (!/^[*+?|]$/.test(token)) add(1);
    if (sizes.some((size) => size > PATTERN_SIZE)) return "tooLarge";
  }
  return null;
}

/** One escape, class of characters, group's beginning, count, or character. */
const TOKEN =
  /^(?:\\.|\[\^?\]?(?:\[[.:=][^\]]*[.:=]\]|\\.|[^\]\\])*\]|\((?:\?(?::|<?[=!]))?|\{\d+(?:,\d*)?\}|.)/su;

/** The highest number of a count such as {2,5}. */
function timesOf(count: string): number {
  return Math.max(1, ...count.split(/\D+/).map(Number));
}
