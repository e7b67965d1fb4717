"use client";

import { useFormatter, useTranslations } from "next-intl";
import { itemsToCome, reachedOf, spentOf } from "#lib/runs/run-standing.ts";
import { isActive } from "#lib/runs/run-state.ts";
import type { Counts, Run, RunProgress } from "#lib/runs/runs.ts";
import { RunBar } from "../run-bar.tsx";
import { useDuration, useMoney } from "../use-amounts.ts";
import { useRate } from "./use-rate.ts";

/** How far the whole run is, where every item went, and what it took. */
export function RunTotals({ run, progress, counts }: { run: Run; progress: RunProgress; counts: Counts }) {
  const t = useTranslations("runs.run");
  const { goal, target } = run;
  const reached = reachedOf(goal, counts);
  const { asked, produced, screened, failed } = counts;
  const account = [
    { name: t("asked"), value: asked, sign: "" },
    { name: t("produced"), value: produced, sign: "before:content-['='_/_'']" },
    { name: t("failed"), value: failed, sign: "before:content-['+'_/_'']" },
    { name: t("remaining"), value: asked - produced - failed, sign: "before:content-['+'_/_'']" },
  ];
  return (
    <section aria-label={t("progress")} className="rounded-lg border border-line bg-surface p-4">
      <p className="mb-2 text-lg">
        {t(goal === "passing" ? "passingOf" : "producedOf", { reached, target })}
      </p>
      <RunBar
        label={t("barOf", { label: t("all"), reached, target })}
        goal={goal}
        target={target}
        counts={counts}
      />
      <dl className="mt-3 flex flex-wrap gap-x-3 gap-y-2">
        {account.map(({ name, value, sign }) => (
          <Figure
            key={name}
            name={name}
            className={`relative ${sign} ${sign && "pl-5"} before:absolute before:bottom-0 before:left-0 before:text-lg before:text-muted`}
            value={<Count value={value} />}
          />
        ))}
        <Figure
          name={t("screened")}
          value={t("screenedOf", { screened, produced })}
          className="ml-4 border-l border-line pl-4"
        />
      </dl>
      <Spending run={run} progress={progress} counts={counts} />
    </section>
  );
}

/** What it took so far, of what it may, and how fast it goes. */
function Spending({ run, progress, counts }: { run: Run; progress: RunProgress; counts: Counts }) {
  const t = useTranslations("runs.run");
  const format = useFormatter();
  const duration = useDuration();
  const money = useMoney();
  const { usage, state } = progress;
  const made = counts.produced + counts.failed;
  const rate = useRate(progress, made);
  const seconds = elapsedSeconds(progress);
  const spent = spentOf(usage);
  const of = (kind: "calls" | "tokens" | "cost", show: (amount: number) => string) => {
    const [amount, limit] = [spent[kind], run.budget[kind]];
    if (amount === null) return t("unknownCost");
    return limit === null ? show(amount) : t("spentOf", { spent: show(amount), limit: show(limit) });
  };
  const number = (value: number) => format.number(value);
  const toCome = itemsToCome(run.goal, progress.labels);
  const left = rate && toCome !== null ? duration(Math.ceil(toCome / rate)) : null;
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-3">
      {run.generator === "openai" && (
        <>
          <Figure name={t("cost")} value={of("cost", money)} />
          <Figure name={t("calls")} value={of("calls", number)} />
          <Figure name={t("tokens")} value={of("tokens", number)} />
          <Figure name={t("reused")} value={format.number(usage.reused)} />
          {usage.latencyMs !== null && (
            <Figure name={t("latency")} value={t("milliseconds", { value: Math.round(usage.latencyMs) })} />
          )}
        </>
      )}
      {seconds !== null && <Figure name={t("elapsed")} value={duration(seconds)} />}
      {(rate !== null || isActive(state)) && (
        <Figure name={t("rate")} value={rate === null ? t("unknown") : t("rateValue", { rate })} />
      )}
      {isActive(state) && (
        <Figure name={t("left")} value={left === null ? t("unknown") : t("about", { time: left })} />
      )}
    </dl>
  );
}

function Count({ value }: { value: number }) {
  return useFormatter().number(value);
}

export function Figure({
  name,
  value,
  className,
}: {
  name: string;
  value: React.ReactNode;
  className?: string;
}) {
  return (
    <div className={className}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="text-lg tabular-nums">{value}</dd>
    </div>
  );
}

export function elapsedSeconds({ startedAt, finishedAt, now }: RunProgress): number | null {
  if (!startedAt) return null;
  return Math.max(0, (Date.parse(finishedAt ?? now) - Date.parse(startedAt)) / 1000);
}
