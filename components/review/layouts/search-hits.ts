import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";

/** More than so many are not marked: a text of one letter's repetition would be nothing but marks. */
const MARKED = 60;

/** What to mark in texts that were found by a search; null where a search does not say which words it found. */
export function hitPattern({ text, textMode }: Pick<ExemplarFilter, "text" | "textMode">): RegExp | null {
  const asked = text.trim();
  if (asked === "" || textMode === "regex") return null;
  const parts = textMode === "exact" ? [asked] : [...new Set(asked.match(/[\p{L}\p{N}\p{M}_'’]+/gu))];
  if (parts.length === 0) return null;
  // The longer first: of two that begin alike the longer one is marked.
  const words = parts
    .toSorted((a, b) => b.length - a.length)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return new RegExp(words.join("|"), "giu");
}

/** Pairs [from, to) of UTF-16 offsets, in order, without overlap. */
export function hitsIn(text: string, pattern: RegExp | null): [number, number][] {
  const hits: [number, number][] = [];
  if (!pattern) return hits;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === "") continue;
    hits.push([match.index, match.index + match[0].length]);
    if (hits.length === MARKED) break;
  }
  return hits;
}
