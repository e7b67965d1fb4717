"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Counts, LabelProgress } from "#lib/runs/runs.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { RunBar } from "../run-bar.tsx";

const COLUMNS = ["asked", "produced", "screened", "failed"] as const;

/** The colours of the bars, beside the words they stand for. */
const DOTS: Partial<Record<(typeof COLUMNS)[number], string>> = {
  produced: "bg-line-strong",
  screened: "bg-accent",
  failed: "bg-leak",
};

export function LabelProgressTable({ labels, total }: { labels: LabelProgress[]; total: Counts }) {
  const t = useTranslations("runs.run");
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-2xl text-left">
        <caption className="sr-only">{t("labels")}</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="w-1/4 px-4 py-2 font-medium">{t("label")}</th>
            <td className="w-2/5 px-3 py-2" />
            {COLUMNS.map((column) => (
              <th key={column} className="px-3 py-2 text-right font-medium whitespace-nowrap last:pr-4">
                {DOTS[column] && (
                  <span aria-hidden className={`mr-1.5 inline-block size-2 rounded-full ${DOTS[column]}`} />
                )}
                {t(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {labels.map((label) => (
            <tr key={label.labelId} className="border-b border-line">
              <td className="max-w-0 px-4 py-1.5" title={label.name}>
                <LabelTag name={label.name} colour={label.colour} />
              </td>
              <td className="px-3 py-1.5">
                <RunBar
                  label={t("barOf", { label: label.name, done: label.produced, asked: label.asked })}
                  counts={label}
                />
              </td>
              <Numbers counts={label} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr className="font-medium">
            <td className="px-4 py-2">{t("all")}</td>
            <td />
            <Numbers counts={total} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Numbers({ counts }: { counts: Counts }) {
  const format = useFormatter();
  return COLUMNS.map((column) => (
    <td key={column} className="px-3 py-1.5 text-right tabular-nums last:pr-4">
      <span className={column === "failed" && counts.failed > 0 ? "text-leak" : undefined}>
        {format.number(counts[column])}
      </span>
    </td>
  ));
}
