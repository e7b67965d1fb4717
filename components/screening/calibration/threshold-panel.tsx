"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { CalibrationResult, Measure } from "#lib/screening/calibration/calibration.ts";
import type { ExemplarCounts } from "#lib/screening/calibration/exemplar-counts.ts";
import { ruleOf, viewOf } from "#lib/screening/calibration/threshold-draft.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { lowestThresholds } from "#lib/screening/screening-inputs.ts";
import { Card } from "../../ui/page.tsx";
import { ChartNumbers } from "./chart-numbers.tsx";
import { DistributionChart } from "./distribution-chart.tsx";
import { LiveNumbers } from "./live-numbers.tsx";
import { ChartLegend, MeasureChoice } from "./measure-choice.tsx";
import { RecallTable } from "./recall-table.tsx";
import { ThresholdForm } from "./threshold-form.tsx";
import { useShownNumbers } from "./use-shown-numbers.ts";

export interface Draft {
  thresholds: ScreeningThresholds;
  /** What the leak threshold was chosen by; null where it was set by hand. */
  rate: number | null;
}

interface Props {
  projectId: string;
  saved: Draft;
  result: CalibrationResult;
  counts: ExemplarCounts;
}

/** The thresholds as they are tried, and everything that moves with them. Nothing is asked of the server. */
export function ThresholdPanel({ projectId, saved, result, counts }: Props) {
  const t = useTranslations("calibration");
  const shown = useShownNumbers();
  const [draft, setDraft] = useState(saved);
  const [measure, setMeasure] = useState<Measure>("combined");
  const view = viewOf(result, draft.thresholds, measure);
  const rule = ruleOf(measure);
  const set = (changed: keyof ScreeningThresholds, value: number) =>
    setDraft(({ thresholds, rate }) => ({
      thresholds: { ...thresholds, [changed]: value },
      rate: changed === "duplicate" ? rate : null,
    }));
  const name = t(`measures.${measure}`);
  const { natural } = result;
  return (
    <>
      <Card
        title={t("chart.title")}
        hint={t(natural.source === "support" ? "chart.hintSupport" : "chart.hintTest")}
      >
        <div className="flex flex-col gap-5">
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <MeasureChoice value={measure} onChange={setMeasure} />
            <ChartLegend />
          </div>
          <DistributionChart
            measure={name}
            innocent={view.innocent}
            leaks={view.leaks}
            threshold={view.threshold}
            {...(rule && view.threshold !== null
              ? {
                  handle: {
                    label: t("chart.handle", { measure: name }),
                    valueText: t("chart.handleValue", {
                      value: shown.threshold(view.threshold),
                      alarms: shown.share(view.alarms),
                      recall: shown.share(view.caught),
                    }),
                    lowest: lowestThresholds[rule],
                    onMove: (value: number) => set(rule, value),
                  },
                }
              : {})}
          />
          <p className="text-sm text-muted">
            {t(`measureHints.${measure as Exclude<Measure, "exact">}`)} {t("chart.scale")}
            {natural.copies > 0 && ` ${t("chart.copies", { count: natural.copies })}`}
          </p>
          <LiveNumbers
            measure={measure}
            view={view}
            source={natural.source}
            counts={counts}
            saved={saved.thresholds}
          />
          <ThresholdForm
            projectId={projectId}
            saved={saved}
            draft={draft}
            natural={natural}
            counts={counts}
            onChange={setDraft}
            onSet={set}
          />
          <ChartNumbers innocent={view.innocent} leaks={view.leaks} />
        </div>
      </Card>
      <RecallTable result={result} thresholds={draft.thresholds} />
    </>
  );
}
