import { createPace, type PaceLimits, type TurnEnd } from "../llm/pace/pace.ts";

/** Milliseconds of a time that passes only from one thing that happens to the next. */
function simulatedTime() {
  const events: { at: number; order: number; happen: () => void }[] = [];
  let now = 0;
  let order = 0;
  return {
    now: () => now,
    after: (milliseconds: number, happen: () => void) => {
      const event = { at: now + Math.max(0, milliseconds), order: order++, happen };
      const place = events.findLastIndex(({ at }) => at <= event.at);
      events.splice(place + 1, 0, event);
    },
    run: (until: number) => {
      for (let event = events.shift(); event && event.at <= until; event = events.shift()) {
        now = event.at;
        event.happen();
      }
    },
  };
}

type Time = ReturnType<typeof simulatedTime>;
type Answer = (how: "ok" | { status: 429 | 503; retryAfterMs: number | null }) => void;

/** What happens to a question that arrives. */
export type Server = (time: Time) => (answer: Answer) => void;

/** So many questions in each window; windows begin at the first question, or by the clock where `phase` is given. */
export function fixedWindow(of: {
  limit: number;
  windowMs?: number;
  phase?: number;
  latencyMs?: number;
  retryAfter?: "seconds" | "exact" | null;
}): Server {
  const { limit, windowMs = 1_000, phase, latencyMs = 200, retryAfter = "seconds" } = of;
  return (time) => {
    let startedAt = phase === undefined ? Number.NEGATIVE_INFINITY : phase - windowMs;
    let used = 0;
    return (answer) => {
      const now = time.now();
      if (now >= startedAt + windowMs) {
        startedAt = phase === undefined ? now : now - ((now - phase + windowMs) % windowMs);
        used = 0;
      }
      if (used < limit) {
        used++;
        return time.after(latencyMs, () => answer("ok"));
      }
      const left = startedAt + windowMs - now;
      const told = { seconds: Math.ceil(left / 1_000) * 1_000, exact: left, none: null };
      time.after(2, () => answer({ status: 429, retryAfterMs: told[retryAfter ?? "none"] }));
    };
  };
}

export function tokenBucket(of: { perSecond: number; burst: number; latencyMs?: number }): Server {
  const { perSecond, burst, latencyMs = 200 } = of;
  return (time) => {
    let level = burst;
    let at = 0;
    return (answer) => {
      const now = time.now();
      level = Math.min(burst, level + ((now - at) * perSecond) / 1_000);
      at = now;
      if (level < 1) return time.after(2, () => answer({ status: 429, retryAfterMs: 1_000 }));
      level--;
      time.after(latencyMs, () => answer("ok"));
    };
  };
}

/** So many places: who finds none waits, or is refused. */
export function slots(of: {
  count: number;
  latencyMs?: number;
  refuses?: { status: 429 | 503; retryAfterMs: number | null };
}): Server {
  const { count, latencyMs = 200, refuses } = of;
  return (time) => {
    const waiting: (() => void)[] = [];
    let busy = 0;
    const leave = () => {
      busy--;
      waiting.shift()?.();
    };
    return (answer) => {
      const begin = () => {
        busy++;
        time.after(latencyMs, () => {
          leave();
          answer("ok");
        });
      };
      if (busy < count) return begin();
      if (refuses) return time.after(2, () => answer(refuses));
      waiting.push(begin);
    };
  };
}

/** Answers with 503 between two moments, and as `otherwise` before and after. */
export function awayFor(fromMs: number, toMs: number, otherwise: Server): Server {
  return (time) => {
    const server = otherwise(time);
    return (answer) => {
      if (time.now() < fromMs || time.now() >= toMs) return server(answer);
      time.after(2, () => answer({ status: 503, retryAfterMs: null }));
    };
  };
}

/** Runs that ask one server so many questions each, all from the start; refused ones are asked again. */
export function simulate(of: {
  server: Server;
  runs: { questions: number; ceiling: number }[];
  limits?: PaceLimits;
  /** That each question costs, and that it is thought to cost before the first. */
  tokens?: number;
  expectedTokens?: number;
  forMs?: number;
}) {
  const time = simulatedTime();
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const pace = createPace(time, random);
  pace.limit(of.limits ?? {});
  const ask = of.server(time);
  const account = {
    answered: of.runs.map(() => 0),
    refused: 0,
    mostUnderWay: 0,
    mostOfRun: of.runs.map(() => 0),
    endedAt: 0,
    /** Milliseconds at which questions were sent. */
    sentAt: [] as number[],
    refusedAt: [] as number[],
  };
  for (const [index, { questions, ceiling }] of of.runs.entries()) {
    const seat = pace.join(ceiling);
    let underWay = 0;
    let left = questions;
    const enter = () =>
      seat.wait(of.expectedTokens ?? 0, (turn) => {
        underWay++;
        account.sentAt.push(time.now());
        account.mostUnderWay = Math.max(account.mostUnderWay, pace.underWay());
        account.mostOfRun[index] = Math.max(account.mostOfRun[index] ?? 0, underWay);
        ask((how) => {
          underWay--;
          const end: TurnEnd =
            how === "ok"
              ? { kind: "answered", tokens: of.tokens ?? null }
              : { kind: "refused", isRate: how.status === 429, retryAfterMs: how.retryAfterMs };
          if (how === "ok") {
            account.answered[index] = (account.answered[index] ?? 0) + 1;
            account.endedAt = time.now();
            turn.end(end);
            if (left-- > 0) enter();
            return;
          }
          account.refused++;
          account.refusedAt.push(time.now());
          turn.end(end);
          enter();
        });
      });
    const loops = Math.min(questions, 3 * ceiling - 2);
    left -= loops;
    for (let loop = 0; loop < loops; loop++) enter();
  }
  time.run(of.forMs ?? Number.POSITIVE_INFINITY);
  return account;
}
