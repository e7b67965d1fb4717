"use client";

import { useFormatter, useTranslations } from "next-intl";

/** 75 becomes "1 min 15 s". */
export function useDuration(): (seconds: number) => string {
  const t = useTranslations("runs.run");
  return (total) => {
    const seconds = Math.round(total);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0) return t("seconds", { seconds });
    if (minutes < 60) return t("minutes", { minutes, seconds: seconds % 60 });
    return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}

/** US dollars; small amounts keep two digits that say something. */
export function useMoney(): (dollars: number) => string {
  const format = useFormatter();
  return (dollars) =>
    format.number(dollars, {
      style: "currency",
      currency: "USD",
      ...(dollars > 0 && dollars < 0.1
        ? { minimumSignificantDigits: 2, maximumSignificantDigits: 2 }
        : { maximumFractionDigits: 2 }),
    });
}
