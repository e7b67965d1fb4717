/**
 * Labels whose name has all words of the search, those that begin with it first. Underscores and hyphens in names
 * count as spaces, so that "card lost" finds "card_lost".
 */
export function matchingLabels<L extends { name: string }>(labels: readonly L[], search: string): L[] {
  const plain = (text: string) => text.toLowerCase().replace(/[_-]+/g, " ").trim();
  const words = plain(search).split(/\s+/).filter(Boolean);
  const found = labels.filter(({ name }) => words.every((word) => plain(name).includes(word)));
  const beginning = (label: L) => (plain(label.name).startsWith(words.join(" ")) ? 0 : 1);
  return found.toSorted((a, b) => beginning(a) - beginning(b));
}
