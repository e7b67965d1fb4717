"use client";

import { useFormatter, useTranslations } from "next-intl";
import { classNames } from "../../ui/class-names.ts";

/** Probability that a row rewrites a test row, as a number and a small bar. */
export function LeakScore({ score, isLeak }: { score: number | null; isLeak: boolean }) {
  const t = useTranslations("review.grid");
  const format = useFormatter();
  if (score === null) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">{t("noScore")}</span>
      </span>
    );
  }
  return (
    <span className="flex items-center gap-1.5 tabular-nums">
      <span className={classNames(isLeak && "font-medium text-leak")}>
        {format.number(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
      </span>
      <span aria-hidden className="hidden h-1.5 w-9 overflow-hidden rounded-full bg-line @5xl:block">
        <span
          className={classNames("block h-full", isLeak ? "bg-leak" : "bg-muted")}
          style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }}
        />
      </span>
    </span>
  );
}
