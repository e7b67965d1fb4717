/** Names that share less than this are not like each other. */
const LEAST = 0.3;

/** The names most like another one, the most like it first, by the pairs of letters that they share (Dice 1945). */
export function nearestNames(wanted: string, names: readonly string[], count: number): string[] {
  const asked = pairsOf(wanted);
  return names
    .map((name) => ({ name, share: sharedPairs(asked, pairsOf(name)) }))
    .filter(({ share }) => share >= LEAST)
    .sort((a, b) => b.share - a.share || a.name.length - b.name.length)
    .slice(0, count)
    .map(({ name }) => name);
}

function pairsOf(name: string): Set<string> {
  const plain = ` ${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return new Set(Array.from({ length: plain.length - 1 }, (_, at) => plain.slice(at, at + 2)));
}

/** 0 to 1. */
function sharedPairs(one: Set<string>, other: Set<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}
