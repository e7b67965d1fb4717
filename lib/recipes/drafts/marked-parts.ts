import type { ItemMark } from "../recipes.ts";

export interface MarkedPart {
  /** Where it stands in the text. */
  from: number;
  text: string;
  /** The slot whose value it is; null where it is the template's own text. */
  slot: string | null;
}

/** The text without the space around it, its marks moved along: a built-in exemplar is trimmed. */
export function trimMarked<M extends { from: number; to: number }>(text: string, marks: readonly M[]) {
  const trimmed = text.trim();
  const gone = text.length - text.trimStart().length;
  const place = (at: number) => Math.min(Math.max(at - gone, 0), trimmed.length);
  return {
    text: trimmed,
    marks: marks.map((mark) => ({ ...mark, from: place(mark.from), to: place(mark.to) })),
  };
}

/** Cuts a filled text at its marks, which stand in order and apart; values that are empty leave no part. */
export function markedParts(
  text: string,
  marks: readonly Pick<ItemMark, "slot" | "from" | "to">[],
): MarkedPart[] {
  const parts: MarkedPart[] = [];
  const add = (from: number, to: number, slot: string | null) => {
    if (to > from) parts.push({ from, text: text.slice(from, to), slot });
  };
  let at = 0;
  for (const { slot, from, to } of marks) {
    add(at, from, null);
    add(from, to, slot);
    at = to;
  }
  add(at, text.length, null);
  return parts;
}
