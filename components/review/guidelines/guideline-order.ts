import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Guidelines } from "#lib/projects/guidelines.ts";
import type { Label } from "#lib/projects/projects.ts";

interface LabelGuidelines {
  label: Label;
  /** "" where nothing is written. */
  text: string;
}

type Asked = Pick<ExemplarRow, "label" | "intendedLabelId" | "suggestion">;

/**
 * The labels that are in question for a row, whether or not anything is written about them: its own, the intended and
 * the suggested one; and the others that something is written about.
 */
export function guidelineOrder(
  labels: readonly Label[],
  { labels: written }: Guidelines,
  row: Asked | undefined,
): { first: LabelGuidelines[]; others: LabelGuidelines[] } {
  const inQuestion = row
    ? [...new Set([row.label.id, row.intendedLabelId, ...(row.suggestion ? [row.suggestion.labelId] : [])])]
    : [];
  const withText = (label: Label) => ({ label, text: written[label.id] ?? "" });
  return {
    first: inQuestion.flatMap((id) => labels.filter((label) => label.id === id)).map(withText),
    others: labels.filter(({ id }) => written[id] && !inQuestion.includes(id)).map(withText),
  };
}
