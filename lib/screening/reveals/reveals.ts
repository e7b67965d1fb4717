import { z } from "zod";
import type { FindingKind } from "../screening.ts";

// Test rows are hidden from everybody. Who gave himself the permission may look at the row of one finding at a time, and
// each look is written down: what a designer has seen of the test set no longer tests his work.

export const permissionInput = z.object({ projectId: z.uuid() });

export const revealInput = z.object({ projectId: z.uuid(), findingId: z.uuid() });

/** How many reveals are listed; the rest is only counted. */
export const LISTED_REVEALS = 100;

/** The one answer that holds a test text. It is made for the person who asked and kept nowhere. */
export interface RevealedRow {
  text: string;
  label: { name: string; colour: string };
  /** How often the row of this finding has been shown by now, this time included. */
  times: number;
  seen: SeenRows;
}

/** How much of the test set has been seen by anybody. */
export interface SeenRows {
  /** Different rows of the present test set that were shown. */
  rows: number;
  /** Rows of the present test set; 0 where there is none. */
  of: number;
}

/** One look at a test row. Not its text: that is not kept. */
export interface RevealEntry {
  id: string;
  at: Date;
  by: string;
  exemplarNumber: number;
  /** Null where the finding is gone. */
  kind: FindingKind | null;
}

export interface LeakBudget {
  /** Since when the user may reveal; null where he may not. */
  permittedSince: Date | null;
  seen: SeenRows;
  /** Different rows that were shown and are no longer in the test set. */
  rowsSeenBefore: number;
  /** All looks, the repeated ones too. */
  reveals: number;
  /** The most first. */
  byPerson: { name: string; reveals: number }[];
  lastAt: Date | null;
  /** The newest first; LISTED_REVEALS at most. */
  list: RevealEntry[];
}

/** What the panel beside an exemplar knows of its reveals. */
export interface ExemplarReveals {
  mayReveal: boolean;
  seen: SeenRows;
  /** By the finding's id; one that was never revealed is absent. */
  findings: Record<string, { times: number; lastAt: string; lastBy: string }>;
}
