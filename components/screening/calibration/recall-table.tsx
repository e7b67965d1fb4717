"use client";

import { useFormatter, useTranslations } from "next-intl";
import { plantedKinds } from "#lib/core/planted/planted-leaks.ts";
import { type Share, wilsonInterval } from "#lib/core/statistics/wilson-interval.ts";
import type { CalibrationResult, Measure } from "#lib/screening/calibration/calibration.ts";
import { leaksOf, type MeasureRecall, recallOf } from "#lib/screening/calibration/error-rates.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { classNames } from "../../ui/class-names.ts";
import { Card } from "../../ui/page.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { ParaphrasedRow, PlantedRow, RecallCell } from "./recall-rows.tsx";
import { useShownNumbers } from "./use-shown-numbers.ts";

const COLUMNS: Measure[] = ["combined", "cosine", "wordEdit", "containment", "overlap", "template", "exact"];

/** How many of the planted leaks each detector finds, by their kind. */
export function RecallTable({
  result,
  thresholds,
}: {
  result: CalibrationResult;
  thresholds: ScreeningThresholds;
}) {
  const t = useTranslations("calibration");
  const format = useFormatter();
  const columns = recallOf(result, thresholds, COLUMNS);
  return (
    <Card title={t("recall.title")} hint={t("recall.hint")}>
      <ScrollRegion label={t("recall.title")} className="-m-4 overflow-x-auto">
        <table className="w-full text-left tabular-nums">
          <thead className="text-sm text-muted">
            <tr className="border-b border-line align-bottom">
              <th className="py-2 pr-3 pl-4 font-medium">{t("recall.kind")}</th>
              <th className="px-2 py-2 text-right font-medium">{t("recall.rows")}</th>
              {columns.map((column) => (
                <Head key={column.measure} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {plantedKinds.map((kind) => (
              <PlantedRow key={kind} kind={kind} result={result} columns={columns} />
            ))}
            <ParaphrasedRow result={result} columns={columns} />
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <th className="py-2 pr-3 pl-4 font-medium">{t("recall.all")}</th>
              <td className="px-2 py-2 text-right text-muted">
                {format.number(
                  leaksOf(result).reduce((sum, [, { scores }]) => sum + scores.combined.length, 0),
                )}
              </td>
              {columns.map(({ measure, recall }) => (
                <RecallCell key={measure} share={allKinds(recall)} isMain={measure === "combined"} />
              ))}
            </tr>
          </tfoot>
        </table>
      </ScrollRegion>
    </Card>
  );
}

function allKinds(recall: MeasureRecall["recall"]): Share | null {
  const shares = Object.values(recall).filter((share) => share !== null);
  const sum = (part: "count" | "of") => shares.reduce((total, share) => total + share[part], 0);
  return wilsonInterval(sum("count"), sum("of"));
}

function Head({ column: { measure, threshold } }: { column: MeasureRecall }) {
  const t = useTranslations("calibration");
  const shown = useShownNumbers();
  const isMain = measure === "combined";
  const hint = isMain
    ? t("recall.allRules")
    : threshold === null
      ? t("recall.noThreshold")
      : measure === "exact"
        ? null
        : t("recall.from", { value: shown.threshold(threshold) });
  return (
    <th
      className={classNames(
        "px-2 py-2 text-right font-medium whitespace-nowrap last:pr-4",
        isMain && "text-text",
      )}
    >
      {isMain ? t("recall.screening") : t(`measures.${measure}`)}
      <span className="block text-xs font-normal text-muted">{hint ?? "\u00a0"}</span>
    </th>
  );
}
