import { textsOfBody } from "./body-texts.ts";
import { type FindTestText, findTestText, type SealedWindows } from "./find-test-text.ts";

/** Texts whose verdict is kept: a system message is the same in every request of a run. */
const REMEMBERED = 64;
const ESCAPES: Record<string, string> = { n: "\n", r: "\n", t: "\t", b: " ", f: " " };

/**
 * Judges the bodies of requests by what is known of a test set.
 * @returns for a body, why it may not leave, without a word of it; null where it may
 */
export function judgeBody(windows: SealedWindows): (body: string) => string | null {
  const find = remembering(findTestText(windows));
  return (body) => {
    const texts = textsOrNull(body);
    if (!texts) return "The request cannot be read, so it is not known what it holds.";
    for (const { place, text, isShown } of texts) {
      const line = lineIn(find, text, isShown);
      if (line !== null) return `Line ${line} of ${place} holds a part of the sealed test set.`;
    }
    return null;
  };
}

/** Whether a text that a model is shown holds what no request may, as `judgeBody` would find; by itself, so not with what surrounds it. */
export function judgeShownText(windows: SealedWindows): (text: string) => boolean {
  const find = findTestText(windows);
  return (text) => lineIn(find, text, true) !== null;
}

function lineIn(find: FindTestText, text: string, isShown: boolean): number | null {
  return find(text, isShown) ?? (text.includes("\\") ? find(unescaped(text), isShown) : null);
}

function textsOrNull(body: string) {
  try {
    return textsOfBody(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Of those judged most recently. */
function remembering(find: FindTestText): FindTestText {
  const verdicts = new Map<string, number | null>();
  return (text, isShown) => {
    const key = `${isShown ? 1 : 0}${text}`;
    const known = verdicts.get(key);
    const verdict = known === undefined ? find(text, isShown) : known;
    verdicts.delete(key);
    verdicts.set(key, verdict);
    const [oldest] = verdicts.keys();
    if (verdicts.size > REMEMBERED && oldest !== undefined) verdicts.delete(oldest);
    return verdict;
  };
}

/** A demonstration may be written as JSON within the message: there a line break is a letter "n". */
function unescaped(text: string): string {
  return text
    .replace(/\\u([\da-f]{4})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/\\([nrtbf])/g, (_, letter: string) => ESCAPES[letter] ?? " ");
}
