/** A share with its 95 % interval, all in [0, 1]. */
export interface Share {
  /** How many had it … */
  count: number;
  /** … of how many. */
  of: number;
  share: number;
  low: number;
  high: number;
}

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * A share and its 95 % score interval (Wilson 1927, Probable Inference, the Law of Succession, and Statistical
 * Inference; recommended for small samples by Brown, Cai & DasGupta 2001). Never leaves [0, 1], and is no point where
 * all or none have it. Null of nothing.
 */
export function wilsonInterval(count: number, of: number): Share | null {
  if (of === 0) return null;
  const share = count / of;
  const centre = share + Z ** 2 / (2 * of);
  const reach = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  return {
    count,
    of,
    share,
    low: count === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: count === of ? 1 : Math.min(1, (centre + reach) / scale),
  };
}
