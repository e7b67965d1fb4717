import type { BulkProgress } from "./bulk/bulk.ts";
import type { DecisionKind } from "./review.ts";

/** A decision that someone made since the browser last asked. */
export interface ActivityEntry {
  exemplarId: string;
  number: number;
  batchId: string;
  kind: DecisionKind;
  by: string;
  at: string;
}

/** What happened in the project since a place in its log of decisions. */
export interface Activity {
  /** Where the next question goes on from: the sequence of the newest decision, as decimal digits. */
  sequence: string;
  /** The newest 500 at most. */
  entries: ActivityEntry[];
  /** There was more than `entries` holds: whatever is on the screen may be old. */
  isCut: boolean;
  /** Bulk decisions under way, and those that ended within the last minute. */
  bulks: BulkProgress[];
}
