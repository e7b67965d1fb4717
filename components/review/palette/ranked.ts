/** How well a text answers a search, the best last. */
const TIERS = { none: 0, letters: 1, inside: 2, wordStarts: 3, prefix: 4 } as const;

/** Underscores and hyphens in names count as spaces, so that "card lost" finds "card_lost". */
function plain(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[\s_-]+/g, " ")
    .trim();
}

function tierOf(text: string, search: string): number {
  if (text.startsWith(search)) return TIERS.prefix;
  const [words, asked] = [text.split(" "), search.split(" ")];
  if (asked.every((part) => words.some((word) => word.startsWith(part)))) return TIERS.wordStarts;
  if (asked.every((part) => text.includes(part))) return TIERS.inside;
  return hasLetters(text, search.replaceAll(" ", "")) ? TIERS.letters : TIERS.none;
}

/** Whether the letters stand in the text in their order, whatever stands between them. */
function hasLetters(text: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = text.indexOf(letter, at) + letter.length;
    if (at < letter.length) return false;
  }
  return true;
}

/**
 * The items that a search finds, the best first and equals as they were given: those that begin with it, those with
 * words that begin with its words, those that hold its words; and only where there are none of these, those that have
 * its letters in their order.
 * @param textOf what an item is called, and by which other names it is found
 */
export function ranked<T>(
  items: readonly T[],
  search: string,
  textOf: (item: T) => string | readonly string[],
): T[] {
  const asked = plain(search);
  if (asked === "") return [...items];
  const found = items.flatMap((item) => {
    const texts = [textOf(item)].flat();
    const tier = Math.max(...texts.map((text) => tierOf(plain(text), asked)));
    return tier === TIERS.none ? [] : [{ item, tier }];
  });
  const isSure = found.some(({ tier }) => tier > TIERS.letters);
  return found
    .filter(({ tier }) => !isSure || tier > TIERS.letters)
    .toSorted((a, b) => b.tier - a.tier)
    .map(({ item }) => item);
}
