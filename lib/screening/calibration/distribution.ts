import { STEPS } from "#lib/core/statistics/step-histogram.ts";

const BINS = 50;

/** The share of the rows in each fiftieth of [0, 1]; the last holds 1 too. All 0 of nothing. */
export function sharesOf(steps: readonly number[]): number[] {
  const shares = new Array<number>(BINS).fill(0);
  for (const step of steps) {
    const bin = Math.min(BINS - 1, Math.floor((step * BINS) / STEPS));
    shares[bin] = (shares[bin] as number) + 1 / steps.length;
  }
  return shares;
}

/** The same in tenths, for reading as numbers. */
export function tenthsOf(shares: readonly number[]): number[] {
  const size = BINS / 10;
  return Array.from({ length: 10 }, (_, tenth) =>
    shares.slice(tenth * size, (tenth + 1) * size).reduce((sum, share) => sum + share, 0),
  );
}

/** Heights grow by the square root: one row of a hundred is a tenth as high as all of them, and can be seen. */
export function heightOf(share: number, highest: number): number {
  return highest > 0 ? Math.sqrt(share / highest) : 0;
}

/** Shares that are worth a line, up to the highest. */
export function gridOf(highest: number): number[] {
  return [0.01, 0.1, 0.25, 0.5, 0.75, 1].filter((share) => share <= highest);
}

/** The outline of the shares as an SVG path in a box of 1 × 1, standing on its lower edge. */
export function outlineOf(shares: readonly number[], highest: number): string {
  const steps = shares.map((share, bin) => {
    const y = round(1 - heightOf(share, highest));
    return `V${y}H${round((bin + 1) / shares.length)}`;
  });
  return `M0 1${steps.join("")}V1Z`;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

/** The threshold at a place from 0 (left) to 1, on a step and no lower than allowed. */
export function thresholdAt(place: number, lowest: number): number {
  return Math.min(1, Math.max(lowest, Math.round(place * STEPS) / STEPS));
}

/** How many steps an arrow moves, and how many a page or an arrow with the shift key. */
const PACE = 5;
const LEAP = 50;

/** Where a key moves a threshold to, a pace or with `far` a leap; null where the key means nothing here. */
export function thresholdByKey(
  value: number,
  { key, far, lowest }: { key: string; far: boolean; lowest: number },
): number | null {
  const by = far ? LEAP : PACE;
  const moves: Record<string, number> = {
    ArrowRight: by,
    ArrowUp: by,
    ArrowLeft: -by,
    ArrowDown: -by,
    PageUp: LEAP,
    PageDown: -LEAP,
    Home: -STEPS,
    End: STEPS,
  };
  const move = moves[key];
  return move === undefined ? null : thresholdAt(value + move / STEPS, lowest);
}
