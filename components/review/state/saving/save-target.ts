import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { BulkProgress } from "#lib/review/bulk/bulk.ts";
import type { ChangeResults, SentChange } from "#lib/review/changes.ts";
import type { Decision } from "#lib/review/review.ts";
import type { ActionResult } from "#lib/server/action-result.ts";

/** What saves changes; a call that throws means that the server could not be reached. */
export interface SaveTarget {
  save(changes: SentChange[]): Promise<ActionResult<ChangeResults>>;
  startBulk(input: {
    bulkId: string;
    decision: Decision;
    filter: ExemplarFilter;
  }): Promise<ActionResult<BulkProgress>>;
  /** Resolves when what was made has been painted; making a request takes as long as drawing a decision. */
  shown(): Promise<void>;
  fetchRows(numbers: number[]): Promise<ExemplarRow[]>;
}
