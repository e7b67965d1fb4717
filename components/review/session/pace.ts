import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarCounts } from "#lib/exemplars/exemplars.ts";

/** How many exemplars of a view wait for a decision. The counts of statuses follow every field but the statuses. */
export function leftIn(
  { statuses }: Pick<ExemplarFilter, "statuses">,
  counts: Pick<ExemplarCounts, "statuses">,
) {
  return statuses.length === 0 || statuses.includes("pending") ? counts.statuses.pending : 0;
}

/** A pace below this is a pause, of which nothing can be foretold. */
const SLOWEST = 0.5;

/** How long so many take at a pace, as it is said: whole minutes, or hours and minutes; null where nobody can know. */
export function timeLeft(left: number, perMinute: number | null): { hours: number; minutes: number } | null {
  if (perMinute === null || perMinute < SLOWEST) return null;
  const minutes = Math.ceil(left / perMinute);
  // Nobody knows the minutes of a long way.
  if (minutes >= 600) return { hours: Math.round(minutes / 60), minutes: 0 };
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}
