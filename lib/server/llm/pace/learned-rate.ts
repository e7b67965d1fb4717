const SECOND_MS = 1_000;
/** A rate is not taken from less. */
const SHORTEST_MS = 200;
/** A refusal within so long of the first question tells little of what a second lets through. */
const BURST_MS = 500;
/** In lengths of a pause: refused sooner after one, the rate itself was wrong; later, growing found its limit. */
const SOON = 2.5;

/** How a rate grows: to find where the limit is, to come near it again, or to see whether it still is there. */
type Growth = "searching" | "approaching" | "probing";
/** Of the rate at which it was refused while it grew so. */
const KEPT: Record<Growth, number> = { searching: 0.93, approaching: 0.93, probing: 0.97 };
const KEPT_OF_FIRST = 0.95;
const KEPT_OF_WRONG = 0.8;
/** In the length of a pause, after so many pauses without a refusal. */
const GROWTH: Record<Growth, (pauses: number) => number> = {
  searching: (pauses) => Math.min(0.25, 0.04 * 2 ** pauses),
  approaching: () => 0.02,
  probing: (pauses) => 0.001 * (1 + pauses / 30),
};

/** One refusal, which is heard of once from every question that was under way. */
interface Episode {
  startedAt: number;
  rateBefore: number | null;
  growth: Growth;
  /** How many refusals in a row came soon after a pause. */
  wrongs: number;
  /** Since the first question, or the episode before. */
  elapsed: number;
  /** The last second, or what of it was no pause. */
  span: number;
  /** Sent within the span, and since the episode before; refused ones are taken out as they come. */
  recent: number;
  passed: number;
}

/**
 * The rate that a server's limit of questions a time lets through, learned from its refusals. None is known before the
 * first; then what got through is taken, and grown slowly while it is what holds the questions back. A server says
 * nothing of how its limit is counted: a rate that proves wrong soon after a pause is lowered, and one that proves wrong
 * again is put at what got through in the long run, pauses included, and searched for upwards from there.
 *
 * Pure but for its own state. Times in milliseconds of any one clock, rates in questions a millisecond.
 */
export function learnedRate() {
  let rate: number | null = null;
  let growth: Growth = "probing";
  let wrongs = 0;
  const sent: number[] = [];
  let passed = 0;
  let epochAt: number | null = null;
  let resumesAt = 0;
  let pause = SECOND_MS;
  let grownAt = 0;
  let episode: Episode | null = null;

  const open = (now: number): Episode => {
    const elapsed = now - (epochAt ?? now);
    const span = rate === null ? SECOND_MS : Math.min(SECOND_MS, Math.max(SHORTEST_MS, now - resumesAt));
    const recent = sent.filter((at) => at > now - span).length;
    wrongs = rate !== null && now - resumesAt < SOON * pause ? wrongs + 1 : 0;
    const opened = { startedAt: now, rateBefore: rate, growth, wrongs, elapsed, span, recent, passed };
    passed = 0;
    epochAt = now;
    return opened;
  };

  const learn = (of: Episode) => {
    const recent = Math.max(1, of.recent) / of.span;
    const before = of.rateBefore;
    if (before === null) {
      rate = KEPT_OF_FIRST * recent;
      growth = of.elapsed < BURST_MS ? "searching" : "probing";
      return;
    }
    // In the moment after a pause little is sent, and says little of what would get through.
    const taken = Math.max(Math.min(before, recent), before / 2);
    if (of.wrongs === 0) {
      rate = KEPT[of.growth] * taken;
      growth = "probing";
    } else if (of.wrongs === 1) {
      rate = KEPT_OF_WRONG * taken;
      growth = "approaching";
    } else {
      const inTheLongRun = Math.max(1, of.passed) / Math.max(SECOND_MS, of.elapsed);
      rate = Math.max(KEPT_OF_FIRST * inTheLongRun, before / 2);
      growth = "searching";
    }
  };

  return {
    /** Null where none is known. */
    perMs: () => rate,
    /** @param isHeldBack whether the rate, and nothing else, makes questions wait */
    sent: (now: number, isHeldBack: boolean) => {
      epochAt ??= now;
      passed++;
      sent.push(now);
      while ((sent[0] ?? now) <= now - SECOND_MS) sent.shift();
      const elapsed = Math.max(0, Math.min(now - grownAt, pause));
      grownAt = now;
      if (rate === null || !isHeldBack) return;
      const pauses = Math.max(0, now - resumesAt) / pause;
      rate *= 1 + (GROWTH[growth](pauses) * elapsed) / pause;
    },
    /** @param of `isNews`: not one of an episode that is known already; `pauseMs`: nobody asks for so long */
    refused: (of: { askedAt: number; now: number; pauseMs: number; isNews: boolean }) => {
      const { askedAt, now, pauseMs, isNews } = of;
      // The second, or whatever it is that the server counts in, may not have been over after a pause of our own.
      if (isNews && !(episode && now < episode.startedAt + SECOND_MS)) episode = open(now);
      if (!episode || (!isNews && askedAt > episode.startedAt)) return;
      pause = Math.max(SECOND_MS, pauseMs);
      resumesAt = now + pauseMs;
      grownAt = resumesAt;
      if (askedAt > episode.startedAt) return;
      episode.passed--;
      if (askedAt > episode.startedAt - episode.span) episode.recent--;
      learn(episode);
    },
  };
}
