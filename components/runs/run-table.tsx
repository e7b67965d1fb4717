"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { runListOptions } from "#lib/runs/run-query-options.ts";
import { reachedOf } from "#lib/runs/run-standing.ts";
import { phaseOf, type RunSummary } from "#lib/runs/runs.ts";
import { RunBar } from "./run-bar.tsx";
import { RunPhaseBadge } from "./run-phase-badge.tsx";
import { useMoney } from "./use-amounts.ts";

/** The project's runs; live while one of them is under way. */
export function RunTable({ projectId, initial }: { projectId: string; initial: RunSummary[] }) {
  const t = useTranslations("runs.list");
  const { data: runs } = useQuery({ ...runListOptions(projectId), initialData: initial });
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-xl text-left">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="px-4 py-2 font-medium">{t("number")}</th>
            <th className="px-3 py-2 font-medium">{t("recipe")}</th>
            <th className="px-3 py-2 font-medium max-lg:hidden">{t("generator")}</th>
            <th className="px-3 py-2 font-medium">{t("state")}</th>
            <th className="w-36 px-3 py-2 font-medium">{t("progress")}</th>
            <th className="px-3 py-2 text-right font-medium">{t("failed")}</th>
            <th className="px-3 py-2 text-right font-medium">{t("cost")}</th>
            <th className="py-2 pr-4 pl-3 text-right font-medium max-lg:hidden">{t("started")}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <RunRow key={run.id} projectId={projectId} run={run} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RunRow({ projectId, run }: { projectId: string; run: RunSummary }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const now = useNow({ updateInterval: 30_000 });
  const money = useMoney();
  const { number, goal, target, failed, cost } = run;
  const isFree = run.generator === "builtIn" && !run.isJudged;
  const reached = reachedOf(goal, run);
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-raised">
      <td className="px-4 py-2.5 whitespace-nowrap">
        <Link
          href={`/projects/${projectId}/runs/${run.id}`}
          className="font-medium tabular-nums before:absolute before:inset-0 hover:underline"
        >
          {t("list.name", { number })}
        </Link>
      </td>
      <td className="max-w-56 truncate px-3 py-2.5">
        {run.recipeName}{" "}
        <span className="text-muted">{t("list.version", { version: run.recipeVersion })}</span>
      </td>
      <td className="max-w-40 truncate px-3 py-2.5 text-muted max-lg:hidden">
        {run.generator === "builtIn" ? t("generators.builtIn") : run.model}
      </td>
      <td className="px-3 py-2.5">
        <RunPhaseBadge phase={phaseOf(run)} />
      </td>
      <td className="min-w-32 px-3 py-2 text-sm">
        <p className="mb-1 whitespace-nowrap tabular-nums">{t("list.of", { reached, target })}</p>
        <RunBar
          label={t("list.progressOf", { number, reached, target })}
          goal={goal}
          target={target}
          counts={run}
        />
      </td>
      <td className="px-3 py-2.5 text-right tabular-nums">
        <span className={failed > 0 ? "text-leak" : "text-muted"}>{format.number(failed)}</span>
      </td>
      <td className="px-3 py-2.5 text-right whitespace-nowrap text-muted tabular-nums">
        {isFree ? t("list.free") : cost === null ? t("run.unknownCost") : money(cost)}
      </td>
      <td className="py-2.5 pr-4 pl-3 text-right whitespace-nowrap text-muted max-lg:hidden">
        {/* The clock of the browser is not the server's: the first text may differ by a moment. */}
        <time dateTime={run.createdAt} suppressHydrationWarning>
          {format.relativeTime(new Date(run.createdAt), now)}
        </time>
      </td>
    </tr>
  );
}
