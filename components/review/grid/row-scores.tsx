"use client";

import { useFormatter, useTranslations } from "next-intl";
import { SCORES } from "#lib/exemplars/assessments.ts";
import { classNames } from "../../ui/class-names.ts";

/** Probability that a row rewrites a test row, as a number and a small bar. */
export function LeakScore({ score, isLeak }: { score: number | null; isLeak: boolean }) {
  const format = useFormatter();
  if (score === null) return <NoScore />;
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

/** So far down the judge found little good in it. */
const POOR = 2;

/** What the judge gave it, 1 to 5; in the panel with what it is out of, in rows with as many dots where there is room. */
export function JudgeScore({ score, isWhole = false }: { score: number | null; isWhole?: boolean }) {
  const t = useTranslations("review.grid");
  if (score === null) return <NoScore />;
  const isPoor = score <= POOR;
  return (
    <span className="flex items-center gap-1.5 tabular-nums">
      <span className={classNames(isPoor && "font-medium text-conflict")}>
        <span aria-hidden={!isWhole}>{isWhole ? t("judgeScore", { score }) : score}</span>
        {!isWhole && <span className="sr-only">{t("judgeScore", { score })}</span>}
      </span>
      <span aria-hidden className={classNames("gap-0.5", isWhole ? "flex" : "hidden @5xl:flex")}>
        {SCORES.map((step) => (
          <span
            key={step}
            className={classNames(
              "size-1.5 rounded-full",
              step > score ? "bg-line" : isPoor ? "bg-conflict" : "bg-muted",
            )}
          />
        ))}
      </span>
    </span>
  );
}

function NoScore() {
  const t = useTranslations("review.grid");
  return (
    <span className="text-muted">
      <span aria-hidden>–</span>
      <span className="sr-only">{t("noScore")}</span>
    </span>
  );
}
