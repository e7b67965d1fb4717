import { congestionWindow } from "./congestion-window.ts";
import { flowWithin, leakyBucket, steadyFlow } from "./leaky-bucket.ts";
import { learnedRate } from "./learned-rate.ts";

export interface PaceClock {
  /** Milliseconds that never go backwards. */
  now(): number;
  /** Calls back once, after so many milliseconds. */
  after(milliseconds: number, callback: () => void): void;
}

/** What an account allows; null or absent: no limit is known. */
export interface PaceLimits {
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  mostAtOnce?: number | null;
}

/** What came back. Tokens are null where nobody counted them. */
export type TurnEnd =
  | { kind: "answered"; tokens: number | null }
  /** The server has too much to do; `isRate`: it says that we ask too often. */
  | { kind: "refused"; isRate: boolean; retryAfterMs: number | null }
  | { kind: "unanswered" };

/** The permission to ask once. */
export interface Turn {
  /** Must be called once, whatever came of the asking. */
  end(how: TurnEnd): void;
}

/** The place of one run, or of whoever else asks. */
export interface Seat {
  /**
   * Calls back when it is the turn of this question.
   * @param tokens what it may cost, until the mean of what was is known
   * @returns gives the waiting up
   */
  wait(tokens: number, onTurn: (turn: Turn) => void): () => void;
  leave(): void;
}

export interface Pace {
  clock: PaceClock;
  /** @param ceiling questions of this seat under way at once */
  join(ceiling: number): Seat;
  limit(limits: PaceLimits): void;
  /** Seats that are taken. */
  seats(): number;
  underWay(): number;
  /** When the last turn was given, by the clock. */
  servedAt(): number;
}

interface Waiting {
  tokens: number;
  onTurn: (turn: Turn) => void;
}

interface Party {
  ceiling: number;
  waiting: Waiting[];
  underWay: number;
  servedAt: number;
}

/** Without a word of the server's: so long at first, twice as long with every refusal that follows. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 20_000;
/** Of a pause, and at most so long, is added by chance: several processes do not come back at one moment. */
const JITTER = 0.1;
const MOST_JITTER_MS = 250;
/** The weight of one more value in a running mean. */
const WEIGHT = 0.05;

/**
 * Who may ask one endpoint, and when: everything in this process that asks it takes turns here. Turns go to whoever
 * has the fewest under way. A refusal makes all of them wait, halves how many are under way at once, and teaches the
 * rate that the server lets through.
 * @param random from 0 to 1, for the jitter
 */
export function createPace(clock: PaceClock, random: () => number = Math.random): Pace {
  const parties = new Set<Party>();
  const window = congestionWindow();
  const rate = learnedRate();
  const [steady, requests, tokens] = [leakyBucket(), leakyBucket(), leakyBucket()];
  let limits: PaceLimits = {};
  /** By all seats together. */
  let wanted = 0;
  let underWay = 0;
  let served = 0;
  let lastAt = clock.now();
  let notBefore = Number.NEGATIVE_INFINITY;
  let refusals = 0;
  let chance = 0;
  let meanLatency: number | null = null;
  let meanTokens: number | null = null;
  let timerAt = Number.POSITIVE_INFINITY;

  const ceiling = () => Math.max(1, Math.min(wanted, limits.mostAtOnce ?? Number.POSITIVE_INFINITY));
  const isFull = () => underWay >= Math.min(window.size(), ceiling());

  /** After a pause those who waited start within a round trip, not at one moment. */
  const flow = (now: number) => {
    const learned = rate.perMs();
    if (learned !== null) return steadyFlow(learned);
    if (meanLatency === null || now > notBefore + meanLatency) return null;
    return { perMs: window.size() / Math.max(1, meanLatency), most: 1 };
  };

  const next = (): Party | null => {
    let chosen: Party | null = null;
    for (const party of parties) {
      if (party.waiting.length === 0 || party.underWay >= party.ceiling) continue;
      const isFairer =
        !chosen ||
        party.underWay < chosen.underWay ||
        (party.underWay === chosen.underWay && party.servedAt < chosen.servedAt);
      if (isFairer) chosen = party;
    }
    return chosen;
  };

  const wakeIn = (milliseconds: number) => {
    const at = clock.now() + milliseconds;
    if (at >= timerAt) return;
    timerAt = at;
    clock.after(milliseconds, () => {
      if (timerAt === at) timerAt = Number.POSITIVE_INFINITY;
      serve();
    });
  };

  const serve = () => {
    for (;;) {
      const party = isFull() ? null : next();
      const waiting = party?.waiting[0];
      if (!party || !waiting) return;
      const now = clock.now();
      const cost = meanTokens ?? waiting.tokens;
      const current = flow(now);
      const { requestsPerMinute, tokensPerMinute } = limits;
      const wait = Math.max(
        notBefore - now,
        current ? steady.wait(now, current, 1) : 0,
        requestsPerMinute ? requests.wait(now, flowWithin(requestsPerMinute), 1) : 0,
        tokensPerMinute ? tokens.wait(now, flowWithin(tokensPerMinute), cost) : 0,
      );
      if (wait > 0) return wakeIn(wait);
      party.waiting.shift();
      lastAt = now;
      if (current) steady.take(1);
      if (requestsPerMinute) requests.take(1);
      if (tokensPerMinute) tokens.take(cost);
      rate.sent(now, current !== null && steady.level() < 1);
      waiting.onTurn(turnOf(party, now, cost));
    }
  };

  const turnOf = (party: Party, askedAt: number, cost: number): Turn => {
    party.underWay++;
    party.servedAt = ++served;
    underWay++;
    return {
      end: (how) => {
        const now = clock.now();
        if (how.kind === "refused") onRefusal(how, askedAt, now);
        if (how.kind === "refused" && limits.tokensPerMinute) tokens.take(-cost);
        if (how.kind === "answered") {
          refusals = 0;
          meanLatency = mean(meanLatency, now - askedAt);
          window.grow(underWay, ceiling());
          if (how.tokens !== null) {
            meanTokens = mean(meanTokens, how.tokens);
            if (limits.tokensPerMinute) tokens.take(how.tokens - cost);
          }
        }
        party.underWay--;
        underWay--;
        serve();
      },
    };
  };

  const onRefusal = (how: TurnEnd & { kind: "refused" }, askedAt: number, now: number) => {
    const isNews = window.cut({ askedAt, now, underWay });
    if (isNews) {
      refusals++;
      chance = random();
    }
    const own = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (refusals - 1));
    const told = how.retryAfterMs ?? own;
    const pauseMs = told + chance * Math.min(MOST_JITTER_MS, told * JITTER);
    // What follows of one refusal prolongs the pause only where the server says so.
    if (isNews || how.retryAfterMs !== null) notBefore = Math.max(notBefore, now + pauseMs);
    steady.emptyUntil(notBefore);
    if (how.isRate) rate.refused({ askedAt, now, pauseMs: Math.max(0, notBefore - now), isNews });
  };

  return {
    clock,
    join: (most) => {
      const party: Party = { ceiling: most, waiting: [], underWay: 0, servedAt: 0 };
      parties.add(party);
      wanted += most;
      return {
        wait: (cost, onTurn) => {
          const waiting = { tokens: cost, onTurn };
          party.waiting.push(waiting);
          serve();
          return () => {
            const at = party.waiting.indexOf(waiting);
            if (at >= 0) party.waiting.splice(at, 1);
          };
        },
        leave: () => {
          if (parties.delete(party)) wanted -= most;
          serve();
        },
      };
    },
    limit: (given) => {
      limits = given;
      serve();
    },
    seats: () => parties.size,
    underWay: () => underWay,
    servedAt: () => lastAt,
  };
}

function mean(before: number | null, value: number): number {
  return before === null ? value : before + WEIGHT * (value - before);
}
