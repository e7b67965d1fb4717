import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { Decision } from "#lib/review/review.ts";

/** What one change adds to the tally, and its undo takes away again. */
export interface Contribution {
  /** Exemplars that were decided. */
  made: number;
  /** Of those, how many had a suggested label that the decision says something about. */
  compared: number;
  /** Of the compared, how many now have the suggested label. */
  agreed: number;
}

export interface SessionTally extends Contribution {
  /** Milliseconds since 1970; null until something was decided. */
  startedAt: number | null;
  /** How many were decided in each stretch of BUCKET_MS, the oldest first; only the last WINDOW_MS. */
  recent: readonly { at: number; made: number }[];
  /** How many in a row were accepted or relabelled with the same label. */
  streak: { label: string; count: number } | null;
}

export const NO_TALLY: SessionTally = {
  startedAt: null,
  made: 0,
  compared: 0,
  agreed: 0,
  recent: [],
  streak: null,
};

const WINDOW_MS = 5 * 60_000;
const BUCKET_MS = 5_000;
/** A rate of the first moments would say little. */
const SHORTEST_MS = 15_000;

/** @param rows as they stood before */
export function contributionOf(decision: Decision, rows: readonly ExemplarRow[]): Contribution {
  const of = { made: rows.length, compared: 0, agreed: 0 };
  if (decision.kind === "flag" || decision.kind === "unflag") return { ...of, made: 0 };
  for (const { suggestion, label } of rows) {
    if (!suggestion) continue;
    const chosen =
      decision.kind === "accept" || decision.kind === "confirm"
        ? label.id
        : decision.kind === "relabel"
          ? decision.labelId
          : decision.kind === "suggestion"
            ? suggestion.labelId
            : null;
    if (chosen === null) continue;
    of.compared++;
    if (chosen === suggestion.labelId) of.agreed++;
  }
  return of;
}

/** The labels that a decision gave or approved. */
export function labelsOf({ kind }: Decision, after: readonly ExemplarRow[]): string[] {
  const isOfLabels = kind === "accept" || kind === "relabel" || kind === "suggestion";
  return isOfLabels ? after.map(({ label }) => label.id) : [];
}

/** @param labels the labels that the rows have now, in order; empty where the decision says nothing of them */
export function tally(
  session: SessionTally,
  { made, compared, agreed }: Contribution,
  { at, labels }: { at: number; labels: readonly string[] },
): SessionTally {
  if (made === 0) return session;
  let { streak } = session;
  for (const label of labels) {
    streak = streak?.label === label ? { label, count: streak.count + 1 } : { label, count: 1 };
  }
  return {
    startedAt: session.startedAt ?? at,
    made: session.made + made,
    compared: session.compared + compared,
    agreed: session.agreed + agreed,
    recent: withRecent(session.recent, at, made),
    streak,
  };
}

/** Takes away what an undo took back; the pace stays, for the work was done. */
export function untally(session: SessionTally, { made, compared, agreed }: Contribution): SessionTally {
  return {
    ...session,
    made: Math.max(0, session.made - made),
    compared: Math.max(0, session.compared - compared),
    agreed: Math.max(0, session.agreed - agreed),
    streak: null,
  };
}

function withRecent(recent: SessionTally["recent"], at: number, made: number): SessionTally["recent"] {
  const kept = recent.filter((bucket) => bucket.at > at - WINDOW_MS);
  const last = kept.at(-1);
  if (last && at - last.at < BUCKET_MS) return [...kept.slice(0, -1), { ...last, made: last.made + made }];
  return [...kept, { at, made }];
}

/** Decided exemplars per minute over the last five minutes, or since the session began; null before that. */
export function perMinute({ startedAt, recent }: SessionTally, now: number): number | null {
  if (startedAt === null) return null;
  const made = recent.filter(({ at }) => at > now - WINDOW_MS).reduce((sum, bucket) => sum + bucket.made, 0);
  const elapsed = Math.min(WINDOW_MS, Math.max(SHORTEST_MS, now - startedAt));
  return made / (elapsed / 60_000);
}

/** The share of compared decisions that agree with the suggestion, 0–1; null where none was compared. */
export function agreement({ compared, agreed }: SessionTally): number | null {
  return compared === 0 ? null : agreed / compared;
}
