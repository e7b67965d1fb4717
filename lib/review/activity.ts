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
  /** Where the next question goes on from: to be handed back as it is. */
  sequence: string;
  /** The newest 500 at most, the oldest of them first. One may be told twice, never none. */
  entries: ActivityEntry[];
  /** There was more than `entries` holds: whatever is on the screen may be old. */
  isCut: boolean;
  /** Bulk decisions under way, and those that ended within the last minute. */
  bulks: BulkProgress[];
}

/**
 * A place in the log as it was read once: the newest sequence seen, and where others were still writing then the
 * oldest transaction that might have been. Sequences are given out before a transaction commits, so what such a one
 * wrote may come to be seen later with a lower sequence.
 */
export interface LogPlace {
  sequence: bigint;
  /** Null where nobody was writing. */
  openSince: bigint | null;
}

export function writePlace({ sequence, openSince }: LogPlace): string {
  return openSince === null ? String(sequence) : `${sequence}-${openSince}`;
}

/** @returns null where it is none */
export function readPlace(text: string): LogPlace | null {
  const [, sequence, openSince] = /^(\d{1,18})(?:-(\d{1,18}))?$/.exec(text) ?? [];
  if (!sequence) return null;
  return { sequence: BigInt(sequence), openSince: openSince ? BigInt(openSince) : null };
}
