import type { Spans } from "#lib/review/review.ts";

export interface MarkedPart {
  text: string;
  marked: boolean;
  /** Where the part begins in the text. */
  from: number;
}

/** Cuts a text at the borders of the spans. Spans may overlap, touch, stand in any order, or reach beyond the text. */
export function markSpans(text: string, spans: Spans): MarkedPart[] {
  const inside = spans
    .map(([from, to]) => [Math.max(0, from), Math.min(text.length, to)] as const)
    .filter(([from, to]) => from < to)
    .sort(([a], [b]) => a - b);
  const parts: MarkedPart[] = [];
  let end = 0;
  for (const [from, to] of inside) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    if (start > end) parts.push({ text: text.slice(end, start), marked: false, from: end });
    const last = parts.at(-1);
    if (last?.marked && start === end) last.text += text.slice(start, to);
    else parts.push({ text: text.slice(start, to), marked: true, from: start });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end), marked: false, from: end });
  return parts;
}
