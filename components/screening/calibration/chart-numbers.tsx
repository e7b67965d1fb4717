"use client";

import { useTranslations } from "next-intl";
import { sharesOf, tenthsOf } from "#lib/screening/calibration/distribution.ts";
import { useShownNumbers } from "./use-shown-numbers.ts";

const TENTHS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

/** The chart as a table, for who cannot see it or wants to know exactly. */
export function ChartNumbers({ innocent, leaks }: { innocent: number[]; leaks: number[] }) {
  const t = useTranslations("calibration.chart");
  const shown = useShownNumbers();
  const rows = { innocent: tenthsOf(sharesOf(innocent)), leaks: tenthsOf(sharesOf(leaks)) };
  return (
    <details className="group">
      <summary className="w-fit cursor-pointer text-sm text-muted hover:text-text">{t("numbers")}</summary>
      <table className="mt-2 w-full max-w-md text-left text-sm tabular-nums">
        <thead className="text-muted">
          <tr className="border-b border-line">
            <th className="py-1 pr-4 font-medium">{t("from")}</th>
            <th className="px-4 py-1 text-right font-medium">{t("innocent")}</th>
            <th className="py-1 pl-4 text-right font-medium">{t("leaks")}</th>
          </tr>
        </thead>
        <tbody>
          {TENTHS.map((low, tenth) => (
            <tr key={low} className="border-b border-line last:border-0">
              <th className="py-1 pr-4 font-normal">
                {t("range", { low: shown.threshold(low), high: shown.threshold(low + 0.1) })}
              </th>
              <td className="px-4 py-1 text-right">{shown.percent(rows.innocent[tenth] ?? 0)}</td>
              <td className="py-1 pl-4 text-right">{shown.percent(rows.leaks[tenth] ?? 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
