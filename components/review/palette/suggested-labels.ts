import type { ExemplarRow, LabelSuggestion } from "#lib/exemplars/exemplars.ts";

/** A label that is suggested for some of the rows. */
export interface SuggestedLabel {
  labelId: string;
  /** For how many of them. */
  count: number;
  /** The surest of these suggestions. */
  best: LabelSuggestion;
}

/** The labels that are suggested for rows: for the most of them first, then the surest. */
export function suggestedLabels(rows: readonly Pick<ExemplarRow, "suggestion">[]): SuggestedLabel[] {
  const found = new Map<string, SuggestedLabel>();
  for (const { suggestion } of rows) {
    if (!suggestion) continue;
    const { labelId } = suggestion;
    const before = found.get(labelId);
    const best = before && before.best.score >= suggestion.score ? before.best : suggestion;
    found.set(labelId, { labelId, count: (before?.count ?? 0) + 1, best });
  }
  return [...found.values()].toSorted((a, b) => b.count - a.count || b.best.score - a.best.score);
}
