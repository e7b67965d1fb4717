/** So many a millisecond in the long run, and so many at once after a pause. */
export interface Flow {
  perMs: number;
  most: number;
}

/** Timers come late; what they missed within so long may be made up for. */
const SLACK_MS = 20;
const MINUTE_MS = 60_000;

/** A flow of single questions. */
export function steadyFlow(perMs: number): Flow {
  return { perMs, most: 1 + perMs * SLACK_MS };
}

/** A flow that in no minute, wherever it begins, lets through more than `limit`. `most` is a second's worth. */
export function flowWithin(limit: number): Flow {
  const most = Math.max(1, limit / 60);
  return { perMs: Math.max(limit - most, limit / 2) / MINUTE_MS, most };
}

/** Lets through what a flow allows. A debt, of what cost more than was thought, is waited for. */
export function leakyBucket() {
  let level = Number.POSITIVE_INFINITY;
  let at = 0;
  const fill = (now: number, { perMs, most }: Flow) => {
    level = Math.min(most, level + Math.max(0, now - at) * perMs);
    at = Math.max(at, now);
  };
  return {
    /** Milliseconds until so much may pass; what is more than `most` passes when it is full. */
    wait: (now: number, flow: Flow, amount: number): number => {
      fill(now, flow);
      const missing = Math.min(amount, flow.most) - level;
      return missing <= 1e-9 ? 0 : missing / flow.perMs;
    },
    /** A negative amount gives back. */
    take: (amount: number) => {
      level -= amount;
    },
    level: () => level,
    /** Fills from that moment on, from nothing. */
    emptyUntil: (moment: number) => {
      level = 0;
      at = moment;
    },
  };
}
