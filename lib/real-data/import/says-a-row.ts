import { exactKey, normalise, words } from "#lib/core/text.ts";

/** Shorter rows are said by chance: "transfer" would forbid the word. They count only as a whole text. */
const WORDS_OF_A_STRETCH = 4;

/** How a text says a row: word for word the same, or the same but for where words are split, or around its words. */
export type Saying = "exact" | "contained";

/**
 * Finds texts that say a whole row: the same text but for case, punctuation and spaces, or, for rows of four words
 * and more, the row's words in one stretch. Deterministic; time grows with the texts, not with texts × rows.
 * @returns for each text, how it does, or null
 */
export function sayARow(texts: readonly string[], rows: readonly string[]): (Saying | null)[] {
  const same = new Set(rows.map(wordForWord).filter(Boolean));
  const keys = new Set(rows.map(exactKey).filter(Boolean));
  const stretches = new Set<string>();
  const lengths = new Set<number>();
  for (const row of rows) {
    const found = words(row);
    if (found.length < WORDS_OF_A_STRETCH) continue;
    stretches.add(found.join(" "));
    lengths.add(found.length);
  }
  return texts.map((text) => {
    if (same.has(wordForWord(text))) return "exact";
    if (keys.has(exactKey(text))) return "contained";
    const found = words(text);
    const isContained = [...lengths].some((length) =>
      found.some(
        (_, from) =>
          from + length <= found.length && stretches.has(found.slice(from, from + length).join(" ")),
      ),
    );
    return isContained ? "contained" : null;
  });
}

/** Texts of symbols alone have no words, only themselves. */
function wordForWord(text: string): string {
  return normalise(text) || exactKey(text);
}
