import { type Share, wilsonInterval } from "./wilson-interval.ts";

/**
 * The share in a population, from a random sample drawn from it without replacement, with its 95 % interval: Wilson's
 * interval of as many observations as the sample is worth, n · (N − 1) / (N − n) by the finite population correction
 * (Cochran 1977, Sampling Techniques, section 3.6). A sample of everything leaves no doubt. Null of an empty sample.
 * @param count how many of the sample have it
 * @param of the size of the sample, at most `population`
 */
export function sampleShare(count: number, of: number, population: number): Share | null {
  if (of === 0) return null;
  const share = count / of;
  if (of >= population) return { count, of, share, low: share, high: share };
  const worth = (population - 1) / (population - of);
  const interval = wilsonInterval(count * worth, of * worth);
  return interval && { ...interval, count, of };
}
