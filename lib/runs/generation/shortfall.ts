import type { LabelEnd } from "../runs.ts";

/** How a label of a run stands that is to have so many passing exemplars. */
export interface LabelStanding {
  target: number;
  /** Items planned so far; all of them are produced or failed. */
  planned: number;
  passing: number;
  /** Whether the newest items pass, the newest first; at least RECENT of them where there are as many. */
  recent: readonly boolean[];
}

/** So many of the newest items tell whether a label still yields. */
export const RECENT = 20;
/** So many in a row that do not pass, and it is given up. */
const NONE_IN_A_ROW = 10;
/** A label gets at most so many items for each exemplar asked for, whatever its luck. */
const MOST_A_TARGET = 10;

/**
 * How many more items to plan for a label, or why none.
 *
 * As many as are short, divided by the share that has passed so far: (passing + 1) / (planned + 2), Laplace's rule of
 * succession, so that one unlucky item does not ask for hundreds. A label is given up after ten items in a row that do
 * not pass, where at most one of the last twenty does, or after ten times its target.
 */
export function moreItemsFor({ target, planned, passing, recent }: LabelStanding): number | LabelEnd {
  const short = target - passing;
  if (short <= 0) return "reached";
  const most = MOST_A_TARGET * target + RECENT - planned;
  const isDry = recent.length >= NONE_IN_A_ROW && !recent.slice(0, NONE_IN_A_ROW).includes(true);
  const isPoor = recent.length >= RECENT && recent.slice(0, RECENT).filter(Boolean).length <= 1;
  if (most <= 0 || isDry || isPoor) return "notYielding";
  const share = (passing + 1) / (planned + 2);
  return Math.min(most, Math.ceil(short / share));
}
