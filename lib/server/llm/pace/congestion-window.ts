/** Enough to fill 32 places within two round trips. */
const FIRST = 16;
/** Where it was refused before, a window grows by this share of its ceiling a round trip, at least by one. */
const STEP = 1 / 16;

/**
 * How many questions may be under way at once: doubles every round trip until the first refusal, then grows by steps;
 * halves when refused. Pure but for its own state; times in milliseconds of any one clock.
 */
export function congestionWindow() {
  let size = FIRST;
  let isSearching = true;
  let cutAt = Number.NEGATIVE_INFINITY;
  return {
    size: () => Math.floor(size),
    /** One of so many under way was answered. Where fewer ask than may, nothing is learned from it. */
    grow: (underWay: number, ceiling: number) => {
      if (underWay < (isSearching ? size / 2 : Math.floor(size))) return;
      const step = isSearching ? 1 : Math.max(1, ceiling * STEP) / size;
      size = Math.max(size, Math.min(ceiling, size + step));
    },
    /**
     * One was refused. What was sent before the last cut knew nothing of it and cuts nothing.
     * @returns whether it was cut
     */
    cut: ({ askedAt, now, underWay }: { askedAt: number; now: number; underWay: number }): boolean => {
      if (askedAt <= cutAt) return false;
      cutAt = now;
      isSearching = false;
      size = Math.max(1, Math.min(size, underWay) / 2);
      return true;
    },
  };
}
