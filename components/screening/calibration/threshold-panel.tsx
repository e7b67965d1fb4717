"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { CalibrationResult, Measure, Natural } from "#lib/screening/calibration/calibration.ts";
import { thresholdForRate } from "#lib/screening/calibration/error-rates.ts";
import type { ExemplarCounts } from "#lib/screening/calibration/exemplar-counts.ts";
import { type Draft, ruleOf, viewOf } from "#lib/screening/calibration/threshold-draft.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { lowestThresholds } from "#lib/screening/screening-inputs.ts";
import { Card } from "../../ui/page.tsx";
import { ChartNumbers } from "./chart-numbers.tsx";
import { DistributionChart } from "./distribution-chart.tsx";
import { Flagged, LiveNumbers } from "./live-numbers.tsx";
import { ChartLegend, MeasureChoice } from "./measure-choice.tsx";
import { RecallTable } from "./recall-table.tsx";
import { ThresholdForm } from "./threshold-form.tsx";
import { useShownNumbers } from "./use-shown-numbers.ts";

interface Props {
  projectId: string;
  saved: Draft;
  result: CalibrationResult;
  counts: ExemplarCounts;
  /** Stands below the thresholds. */
  children: ReactNode;
}

/** The thresholds as they are tried, and everything that moves with them. Nothing is asked of the server. */
export function ThresholdPanel({ projectId, saved, result, counts, children }: Props) {
  const t = useTranslations("calibration");
  const shown = useShownNumbers();
  const { draft, setDraft, set } = useDraft(saved, result.natural);
  const [measure, setMeasure] = useState<Measure>("combined");
  const view = viewOf(result, draft.thresholds, measure);
  const rule = ruleOf(measure);
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
            {natural.rows > natural.labels.length + natural.copies &&
              ` ${t("chart.drawn", { drawn: natural.labels.length + natural.copies, rows: natural.rows })}`}
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
          {children}
          <ChartNumbers innocent={view.innocent} leaks={view.leaks} />
        </div>
      </Card>
      <RecallTable result={result} thresholds={draft.thresholds} />
    </>
  );
}

/** The same thresholds where nothing is measured yet: only what is stored of the exemplars can be counted. */
export function UnmeasuredThresholds({ projectId, saved, counts, children }: Omit<Props, "result">) {
  const t = useTranslations("calibration");
  const { draft, setDraft, set } = useDraft(saved, null);
  return (
    <Card title={t("form.title")} hint={t("form.hint")}>
      <div className="flex flex-col gap-5">
        <dl className="overflow-hidden rounded-lg border border-line">
          <Flagged
            title={t("live.flagged")}
            counts={counts.leak}
            threshold={draft.thresholds.leak}
            saved={saved.thresholds.leak}
          />
        </dl>
        <ThresholdForm
          projectId={projectId}
          saved={saved}
          draft={draft}
          natural={null}
          counts={counts}
          onChange={setDraft}
          onSet={set}
        />
        {children}
      </div>
    </Card>
  );
}

/**
 * A leak threshold that was chosen by its rate of false alarms keeps to that rate when another rule is moved; moved by
 * hand, or where the rate cannot be kept, it stands for none.
 */
function useDraft(saved: Draft, natural: Natural | null) {
  const [draft, setDraft] = useState(saved);
  const set = (changed: keyof ScreeningThresholds, value: number) =>
    setDraft(({ thresholds: before, rate }) => {
      const thresholds = { ...before, [changed]: value };
      if (changed === "leak") return { thresholds, rate: null };
      if (changed === "duplicate" || rate === null || !natural) return { thresholds, rate };
      const leak = thresholdForRate(natural, thresholds, rate).threshold;
      return leak === null ? { thresholds, rate: null } : { thresholds: { ...thresholds, leak }, rate };
    });
  return { draft, setDraft, set };
}
