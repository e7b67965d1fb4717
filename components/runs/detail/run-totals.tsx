"use client";

import { useFormatter, useTranslations } from "next-intl";
import { isActive } from "#lib/runs/run-state.ts";
import type { Counts, RunProgress } from "#lib/runs/runs.ts";
import { RunBar } from "../run-bar.tsx";
import { useRate } from "./use-rate.ts";

/** The whole run in one bar and a line of numbers. */
export function RunTotals({ progress, counts }: { progress: RunProgress; counts: Counts }) {
  const t = useTranslations("runs.run");
  const format = useFormatter();
  const duration = useDuration();
  const { asked, produced, screened, failed } = counts;
  const remaining = asked - produced - failed;
  const rate = useRate(progress, produced + failed);
  const seconds = elapsedSeconds(progress);
  const figures = [
    { name: t("asked"), value: format.number(asked) },
    { name: t("produced"), value: format.number(produced) },
    { name: t("screened"), value: format.number(screened) },
    { name: t("failed"), value: format.number(failed) },
    { name: t("remaining"), value: format.number(remaining) },
    ...(seconds === null ? [] : [{ name: t("elapsed"), value: duration(seconds) }]),
    ...(rate === null ? [] : [{ name: t("rate"), value: t("rateValue", { rate }) }]),
  ];
  return (
    <section className="rounded-lg border border-line bg-surface p-4">
      <RunBar label={t("barOf", { label: t("all"), done: produced, asked })} counts={counts} />
      <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2">
        {figures.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="text-lg tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      {isActive(progress.state) && rate !== null && rate > 0 && remaining > 0 && (
        <p className="mt-2 text-sm text-muted">
          {t("left", { time: duration(Math.ceil(remaining / rate)) })}
        </p>
      )}
    </section>
  );
}

function elapsedSeconds({ startedAt, finishedAt, now }: RunProgress): number | null {
  if (!startedAt) return null;
  return Math.max(0, (Date.parse(finishedAt ?? now) - Date.parse(startedAt)) / 1000);
}

/** 75 becomes "1 min 15 s". */
function useDuration() {
  const t = useTranslations("runs.run");
  return (total: number) => {
    const seconds = Math.round(total);
    const minutes = Math.floor(seconds / 60);
    if (minutes === 0) return t("seconds", { seconds });
    if (minutes < 60) return t("minutes", { minutes, seconds: seconds % 60 });
    return t("hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  };
}
