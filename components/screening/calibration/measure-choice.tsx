"use client";

import { useTranslations } from "next-intl";
import type { Measure } from "#lib/screening/calibration/calibration.ts";
import { shownMeasures } from "#lib/screening/calibration/threshold-draft.ts";

/** Which detector's scores the chart shows. */
export function MeasureChoice({ value, onChange }: { value: Measure; onChange(measure: Measure): void }) {
  const t = useTranslations("calibration");
  return (
    <fieldset className="flex flex-wrap gap-0.5 rounded-lg bg-raised p-0.5">
      <legend className="sr-only">{t("chart.detector")}</legend>
      {shownMeasures.map((measure) => (
        <label
          key={measure}
          className="cursor-pointer rounded-md px-2.5 py-1 text-sm text-muted transition-colors hover:text-text has-checked:bg-surface has-checked:font-medium has-checked:text-text has-checked:shadow-sm has-focus-visible:outline-2 has-focus-visible:outline-(--focus)"
        >
          <input
            type="radio"
            name="measure"
            value={measure}
            checked={measure === value}
            onChange={() => onChange(measure)}
            className="sr-only"
          />
          {t(`measures.${measure}`)}
        </label>
      ))}
    </fieldset>
  );
}

export function ChartLegend() {
  const t = useTranslations("calibration.chart");
  return (
    <ul className="flex gap-4 text-sm">
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-sm border border-muted bg-muted/30" />
        {t("innocent")}
      </li>
      <li className="flex items-center gap-1.5">
        <span aria-hidden className="size-2.5 rounded-sm border border-leak bg-leak/30" />
        {t("leaks")}
      </li>
    </ul>
  );
}
