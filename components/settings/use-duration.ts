"use client";

import { useTranslations } from "next-intl";

/** Says how long something took, to two digits or whole milliseconds. */
export function useDuration() {
  const t = useTranslations("settings.time");
  return (milliseconds: number) =>
    milliseconds < 1_000
      ? t("milliseconds", { count: milliseconds })
      : t("seconds", { count: Number((milliseconds / 1_000).toPrecision(2)) });
}
