"use client";

import type { Route } from "next";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { RunOutcome } from "#lib/runs/items/run-items.ts";
import { askersOf, meanScore, spendingOf } from "#lib/runs/judge-standing.ts";
import type { Counts, FailureGroup, Run, RunProgress } from "#lib/runs/runs.ts";
import { Card } from "../../ui/page.tsx";
import { useDuration, useMoney } from "../use-amounts.ts";
import { elapsedSeconds, Figure } from "./run-totals.tsx";

interface Props {
  run: Run;
  progress: RunProgress;
  counts: Counts;
  outcome: RunOutcome;
}

/** What came of a run that is over: how long it took, what it cost, how much of it is of use, and what to do next. */
export function RunSummaryCard({ run, progress, counts, outcome }: Props) {
  const t = useTranslations("runs.run.summary");
  const say = useTranslations("runJudge");
  const format = useFormatter();
  const duration = useDuration();
  const { screened, passing } = counts;
  const seconds = elapsedSeconds(progress);
  const { duplicates, leaks } = outcome;
  const mean = progress.judging && meanScore(progress.judging);
  const disagrees = progress.judging?.disagrees ?? 0;
  const share = (part: number, whole: number) =>
    whole === 0 ? t("none") : format.number(part / whole, { style: "percent", maximumFractionDigits: 1 });
  const review = `/projects/${run.projectId}/review?run=${run.number}`;
  return (
    <Card title={t("title")} hint={t("hint")}>
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {seconds !== null && <Figure name={t("duration")} value={duration(seconds)} />}
        {askersOf(run).length > 0 && <PerExemplar run={run} progress={progress} passing={passing} />}
        <Figure name={t("passRate")} value={share(passing, screened)} />
        <Figure name={t("unique")} value={share(outcome.screened - duplicates, outcome.screened)} />
        <Figure name={t("failed")} value={format.number(counts.failed)} />
        {mean !== null && <Figure name={say("summary.mean")} value={say("panel.meanOf", { mean })} />}
      </dl>
      <ul className="mt-3 flex list-disc flex-col gap-0.5 pl-5 text-muted">
        <li>{t("passed", { passing, screened })}</li>
        {duplicates > 0 && (
          <li>
            <Link href={`${review}&finding=duplicate` as Route} className="underline hover:no-underline">
              {t("duplicates", { count: duplicates })}
            </Link>
          </li>
        )}
        {leaks > 0 && (
          <li>
            <Link
              href={`${review}&finding=exactLeak,nearLeak,semanticLeak` as Route}
              className="text-leak underline hover:no-underline"
            >
              {t("leaks", { count: leaks })}
            </Link>
          </li>
        )}
        {disagrees > 0 && (
          <li>
            <Link
              href={`${review}&finding=labelDisagreement` as Route}
              className="underline hover:no-underline"
            >
              {say("summary.disagreements", { count: disagrees })}
            </Link>
          </li>
        )}
        {progress.failures.map(({ code, count }) => (
          <Failure key={code} code={code} count={count} />
        ))}
      </ul>
    </Card>
  );
}

function Failure({ code, count }: Pick<FailureGroup, "code" | "count">) {
  const t = useTranslations("runs");
  return <li>{t("run.summary.failures", { count, reason: t(`failures.${code}`) })}</li>;
}

/** Money where the prices are known, else what is known of it; the judge's included. */
function PerExemplar({
  run,
  progress: { usage },
  passing,
}: {
  run: Run;
  progress: RunProgress;
  passing: number;
}) {
  const t = useTranslations("runs.run.summary");
  const format = useFormatter();
  const money = useMoney();
  if (passing === 0) return <Figure name={t("costEach")} value={t("none")} />;
  const { cost, tokens, isLeast } = spendingOf(run, usage);
  if (cost !== null && !isLeast) return <Figure name={t("costEach")} value={money(cost / passing)} />;
  return <Figure name={t("tokensEach")} value={format.number(Math.round(tokens / passing))} />;
}
