"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Share } from "#lib/core/statistics/wilson-interval.ts";

/** How this screen writes shares and thresholds. */
export function useShownNumbers() {
  const format = useFormatter();
  const t = useTranslations("calibration.live");
  const percent = (share: number) =>
    format.number(share, { style: "percent", maximumFractionDigits: share > 0 && share < 0.1 ? 1 : 0 });
  return {
    percent,
    threshold: (value: number) =>
      format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 3 }),
    share: (share: Share | null) => (share ? percent(share.share) : t("unknown")),
    /** "0.6–1.7 %" */
    interval: ({ low, high }: Share) => t("interval", { low: bare(percent(low)), high: percent(high) }),
  };
}

function bare(percent: string): string {
  return percent.replace(/[\s%]+$/u, "");
}
