import type { Random } from "../random.ts";
import { exactKey } from "../text.ts";

type Change = (text: string, stream: Random) => string;

const caseChanges: Change[] = [
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.replace(/(?<![\p{L}\p{M}\p{N}'’])\p{Ll}/gu, (letter) => letter.toUpperCase()),
  (text, stream) =>
    text.replace(/\p{L}/gu, (letter) =>
      stream.next() < 0.5
        ? letter
        : letter === letter.toLowerCase()
          ? letter.toUpperCase()
          : letter.toLowerCase(),
    ),
];

const punctuationChanges: Change[] = [
  // Between digits a sign is part of the number.
  (text) => text.replace(/\p{P}(?!\p{N})/gu, ""),
  (text, stream) => `${text}${stream.pick(["!", "?", "…", "..", " ?!"])}`,
  (text, stream) => text.replace(/ /gu, () => (stream.next() < 0.3 ? ", " : " ")),
  (text) => `"${text}"`,
];

const spaceChanges: Change[] = [
  (text) => `  ${text} `,
  (text) => text.replace(/\s/gu, "  "),
  (text) => text.replace(/\s/gu, "\n"),
  (text) => `\t${text}`,
];

/**
 * The same text in another case, with other punctuation and other white space: one change of each kind, so far as it
 * leaves the text the same to `exactKey`.
 */
export function changeForm(text: string, stream: Random): string | null {
  const key = exactKey(text);
  let changed = text;
  for (const changes of [caseChanges, punctuationChanges, spaceChanges]) {
    for (const change of stream.shuffle(changes)) {
      const next = change(changed, stream);
      if (next === changed || exactKey(next) !== key) continue;
      changed = next;
      break;
    }
  }
  return changed === text ? null : changed;
}
