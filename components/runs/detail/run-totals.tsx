"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { JudgeUsage } from "#lib/runs/budget.ts";
import { askersOf, judgedIn, notJudgedIn, spendingOf, usageOn } from "#lib/runs/judge-standing.ts";
import { itemsToCome, reachedOf } from "#lib/runs/run-standing.ts";
import { isActive } from "#lib/runs/run-state.ts";
import { type Counts, phaseOf, type Run, type RunJudging, type RunProgress } from "#lib/runs/runs.ts";
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
        {progress.judging && <Judged judging={progress.judging} />}
      </dl>
      <Spending run={run} progress={progress} counts={counts} />
    </section>
  );
}

function Judged({ judging }: { judging: RunJudging }) {
  const t = useTranslations("runJudge.panel");
  const judged = judgedIn(judging);
  const all = judged + notJudgedIn(judging) + judging.waiting;
  return <Figure name={t("judged")} value={t("judgedOf", { judged, all })} className="ml-4" />;
}

/** What it took so far, of what it may, and how fast it goes. */
function Spending({ run, progress, counts }: { run: Run; progress: RunProgress; counts: Counts }) {
  const t = useTranslations("runs.run");
  const say = useTranslations("runJudge.spending");
  const duration = useDuration();
  const { usage, state, isPlanned, judging } = progress;
  const made = counts.produced + counts.failed;
  const rate = useRate(progress, made);
  const seconds = elapsedSeconds(progress);
  const isJudging = phaseOf({ ...counts, state, isPlanned, judging }) === "judging";
  const toCome = itemsToCome(run.goal, progress.labels);
  const left = rate && toCome !== null && !isJudging ? duration(Math.ceil(toCome / rate)) : null;
  // How long the judge will take is not known before it has been asked.
  const time = left !== null && (run.judge ? say("atLeast", { amount: left }) : t("about", { time: left }));
  return (
    <dl className="mt-3 flex flex-wrap gap-x-8 gap-y-2 border-t border-line pt-3">
      {askersOf(run).length > 0 && <Spent run={run} progress={progress} />}
      {run.generator === "openai" && (
        <>
          <Figure name={t("reused")} value={<Count value={usage.reused} />} />
          {usage.latencyMs !== null && (
            <Figure name={t("latency")} value={t("milliseconds", { value: Math.round(usage.latencyMs) })} />
          )}
        </>
      )}
      {seconds !== null && <Figure name={t("elapsed")} value={duration(seconds)} />}
      {(rate !== null || isActive(state)) && !isJudging && (
        <Figure name={t("rate")} value={rate === null ? t("unknown") : t("rateValue", { rate })} />
      )}
      {isActive(state) && <Figure name={t("left")} value={time || t("unknown")} />}
    </dl>
  );
}

/** Money, calls and tokens in all, and below each what the generator took of it and what the judge did. */
function Spent({ run, progress: { usage } }: { run: Run; progress: RunProgress }) {
  const t = useTranslations("runs.run");
  const say = useTranslations("runJudge.spending");
  const format = useFormatter();
  const money = useMoney();
  const spent = spendingOf(run, usage);
  const askers = askersOf(run);
  const of = (kind: "calls" | "tokens" | "cost", show: (amount: number) => string) => {
    const [amount, limit] = [spent[kind], run.budget[kind]];
    if (amount === null) return t("unknownCost");
    const shown = kind === "cost" && spent.isLeast ? say("atLeast", { amount: show(amount) }) : show(amount);
    return limit === null ? shown : t("spentOf", { spent: shown, limit: show(limit) });
  };
  const parts = (show: (usage: JudgeUsage) => string) =>
    askers.length > 1 &&
    askers.map((asker) => (
      <span key={asker} className="block text-sm text-muted">
        {say(asker, { amount: show(usageOn(asker, usage)) })}
      </span>
    ));
  const number = (value: number) => format.number(value);
  return (
    <>
      <Figure
        name={t("cost")}
        value={
          <>
            {of("cost", money)}{" "}
            {spent.cost !== null && parts(({ cost }) => (cost === null ? t("unknownCost") : money(cost)))}
          </>
        }
      />
      <Figure
        name={t("calls")}
        value={
          <>
            {of("calls", number)} {parts(({ calls }) => number(calls))}
          </>
        }
      />
      <Figure
        name={t("tokens")}
        value={
          <>
            {of("tokens", number)}{" "}
            {parts(({ promptTokens, completionTokens }) => number(promptTokens + completionTokens))}
          </>
        }
      />
    </>
  );
}

function Count({ value }: { value: number }) {
  return useFormatter().number(value);
}

export function Figure({ name, value, className }: { name: string; value: ReactNode; className?: string }) {
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
