"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { labelsToRead, reachedOf, shortfallOf } from "#lib/runs/run-standing.ts";
import { isActive, type RunState } from "#lib/runs/run-state.ts";
import type { Counts, LabelProgress, RunGoal } from "#lib/runs/runs.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { RunBar } from "../run-bar.tsx";

const COLUMNS = ["target", "passing", "produced", "failed"] as const;

interface Props {
  state: RunState;
  goal: RunGoal;
  labels: LabelProgress[];
  total: Counts;
}

/** Label by label: how far it is, and why it is not asked for any more. */
export function LabelProgressTable({ state, goal, labels, total }: Props) {
  const t = useTranslations("runs.run");
  const target = labels.reduce((sum, label) => sum + label.target, 0);
  return (
    <ScrollRegion
      label={t("labels")}
      className="relative overflow-x-auto rounded-lg border border-line bg-surface"
    >
      <table className="w-full min-w-2xl text-left">
        <caption className="sr-only">{t("labels")}</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="w-1/4 px-4 py-2 font-medium">{t("label")}</th>
            <td className="w-1/4 px-3 py-2" />
            {COLUMNS.map((column) => (
              <th key={column} className="px-3 py-2 text-right font-medium whitespace-nowrap">
                {t(column)}
              </th>
            ))}
            <th className="px-4 py-2 font-medium">{t("outcome")}</th>
          </tr>
        </thead>
        <tbody>
          {labelsToRead(state, goal, labels).map((label) => (
            <tr key={label.labelId} className="border-b border-line">
              <td className="max-w-0 px-4 py-1.5" title={label.name}>
                <LabelTag name={label.name} colour={label.colour} />
              </td>
              <td className="px-3 py-1.5">
                <RunBar
                  label={t("barOf", {
                    label: label.name,
                    reached: reachedOf(goal, label),
                    target: label.target,
                  })}
                  goal={goal}
                  target={label.target}
                  counts={label}
                />
              </td>
              <Numbers counts={label} target={label.target} />
              <td className="px-4 py-1.5 text-sm">
                <Outcome state={state} goal={goal} label={label} />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-medium">
            <td className="px-4 py-2">{t("all")}</td>
            <td />
            <Numbers counts={total} target={target} />
            <td />
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  );
}

function Numbers({ counts, target }: { counts: Counts; target: number }) {
  const format = useFormatter();
  return COLUMNS.map((column) => (
    <td key={column} className="px-3 py-1.5 text-right tabular-nums">
      <span className={column === "failed" && counts.failed > 0 ? "text-leak" : undefined}>
        {format.number(column === "target" ? target : counts[column])}
      </span>
    </td>
  ));
}

function Outcome({ state, goal, label }: { state: RunState; goal: RunGoal; label: LabelProgress }) {
  const t = useTranslations("runs.run.outcomes");
  const short = shortfallOf(goal, label);
  if (short === 0) {
    return (
      <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-accepted">
        <Check aria-hidden className="size-4 shrink-0" />
        {t("reached")}
      </span>
    );
  }
  const { passing, screened } = label;
  if (label.end === "notYielding" || !(isActive(state) || state === "draft" || state === "paused")) {
    return (
      <span className="inline-flex items-start gap-1.5 text-conflict">
        <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
        {label.end === "notYielding" ? t("notYielding", { passing, screened }) : t("short", { short })}
      </span>
    );
  }
  return <span className="whitespace-nowrap text-muted">{t("toGo", { short })}</span>;
}
