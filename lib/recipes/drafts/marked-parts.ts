import type { ItemMark } from "../recipes.ts";

export interface MarkedPart {
  /** Where it stands in the text. */
  from: number;
  text: string;
  /** The slot whose value it is; null where it is the template's own text. */
  slot: string | null;
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
