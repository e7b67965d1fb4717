import type { BulkPreview } from "#lib/review/bulk/bulk.ts";
import type { Decision } from "#lib/review/review.ts";

/** Which sentences of `bulk.panel.says` tell what a bulk decision would do, in their order. */
export interface BulkWords {
  key: "changing" | "nothing" | "same" | "findings" | "heldBack" | "unscreened" | "withoutSuggestion";
  values: { count: number; leaks: number };
}

export function bulkWords(preview: BulkPreview, { kind }: Decision): BulkWords[] {
  const { matching, changing, withOpenFindings, withOpenLeaks, unscreened, withoutSuggestion } = preview;
  const same = matching - changing - unscreened - withoutSuggestion;
  // A finding matters to who accepts; a rejected exemplar may have any.
  const tells = kind === "accept" || kind === "confirm";
  const told: [BulkWords["key"], number, boolean][] = [
    ["changing", changing, changing > 0],
    ["nothing", matching, changing === 0],
    ["same", same, changing > 0 && same > 0],
    ["heldBack", withOpenFindings, tells && withOpenLeaks > 0],
    ["findings", withOpenFindings, withOpenFindings > 0 && !(tells && withOpenLeaks > 0)],
    ["unscreened", unscreened, unscreened > 0],
    ["withoutSuggestion", withoutSuggestion, withoutSuggestion > 0],
  ];
  return told.flatMap(([key, count, isTold]) =>
    isTold ? [{ key, values: { count, leaks: withOpenLeaks } }] : [],
  );
}
