const SECOND_MS = 1_000;
/** A refusal within so long of the first question speaks of a burst, not of a rate. */
const BURST_MS = 400;
/** In lengths of a pause: refused sooner after one, the rate itself was wrong; later, growing found its limit. */
const SOON = 2.5;
/** What is kept of a rate that was refused: found by growing slowly, found by growing fast, wrong from the start. */
const KEPT = { probing: 0.96, searching: 0.93, wrong: 0.92, first: 0.95 };
/** Growth in the length of a pause: while searching, and of a rate that was refused when it was a little higher. */
const SEARCH = 0.08;
const PROBE = 0.001;
/** The longer nothing is refused, the faster a rate grows: twice as fast after so many pauses. */
const PATIENCE = 30;

interface Episode {
  startedAt: number;
  rateBefore: number | null;
  isSoon: boolean;
  wasRough: boolean;
  wasSearching: boolean;
  /** Since the first question, or the episode before. */
  elapsed: number;
  /** Sent within the last second, and since the episode before; refused ones are taken out as they come. */
  recent: number;
  passed: number;
}

/**
 * The rate that a server's limit of questions a time lets through, learned from its refusals. None is known before the
 * first; then what got through is taken, and grown slowly while it is what holds the questions back. A server says
 * nothing of how its limit is counted, so a rate that proves wrong soon after a pause is put right by what got through
 * in the long run, pauses included, and searched for upwards from there.
 *
 * Pure but for its own state. Times in milliseconds of any one clock, rates in questions a millisecond.
 */
export function learnedRate() {
  let rate: number | null = null;
  let isRough = true;
  let isSearching = false;
  let sent: number[] = [];
  let passed = 0;
  let epochAt: number | null = null;
  let resumesAt = 0;
  let pause = SECOND_MS;
  let grownAt = 0;
  let episode: Episode | null = null;

  const relearn = (of: Episode) => {
    const recent = Math.max(1, of.recent) / SECOND_MS;
    const inTheLongRun = Math.max(1, of.passed) / Math.max(SECOND_MS, of.elapsed);
    const before = of.rateBefore;
    isSearching = false;
    isRough = false;
    if (before === null) {
      rate = KEPT.first * recent;
      isRough = true;
      isSearching = of.elapsed < BURST_MS;
    } else if (!of.isSoon) {
      rate = (of.wasSearching ? KEPT.searching : KEPT.probing) * Math.min(before, recent);
    } else if (!of.wasRough) {
      rate = KEPT.wrong * Math.min(before, recent);
      isRough = true;
    } else {
      rate = Math.max(KEPT.first * inTheLongRun, before / 2);
      isRough = true;
      isSearching = true;
    }
  };

  return {
    /** Null where none is known. */
    perMs: () => rate,
    /** @param isHeldBack whether the rate, and nothing else, made the question wait */
    sent: (now: number, isHeldBack: boolean) => {
      epochAt ??= now;
      sent.push(now);
      passed++;
      while ((sent[0] ?? now) <= now - SECOND_MS) sent.shift();
      const elapsed = Math.min(now - grownAt, pause);
      grownAt = now;
      if (rate === null || !isHeldBack) return;
      const pauses = Math.max(0, now - resumesAt) / pause;
      const growth = isSearching ? SEARCH : PROBE * (1 + pauses / PATIENCE);
      rate *= 1 + (growth * elapsed) / pause;
    },
    /** @param of `isNews`: not one of a refusal that was heard of already; `pauseMs`: nobody asks for so long */
    refused: (of: { askedAt: number; now: number; pauseMs: number; isNews: boolean }) => {
      const { askedAt, now, pauseMs, isNews } = of;
      if (isNews) {
        const elapsed = now - (epochAt ?? now);
        const isSoon = now - resumesAt < SOON * pause;
        const recent = sent.filter((at) => at > now - SECOND_MS).length;
        const was = { rateBefore: rate, wasRough: isRough, wasSearching: isSearching };
        episode = { startedAt: now, ...was, isSoon, elapsed, recent, passed };
        sent = [];
        passed = 0;
        epochAt = now;
      }
      if (!episode || askedAt > episode.startedAt) return;
      episode.passed--;
      if (askedAt > episode.startedAt - SECOND_MS) episode.recent--;
      pause = Math.max(SECOND_MS, pauseMs);
      resumesAt = now + pauseMs;
      grownAt = resumesAt;
      relearn(episode);
    },
  };
}
