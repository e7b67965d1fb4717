"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Share } from "#lib/core/statistics/wilson-interval.ts";
import type { Measure, Natural } from "#lib/screening/calibration/calibration.ts";
import { countAll, countFrom, type ExemplarCounts } from "#lib/screening/calibration/exemplar-counts.ts";
import { type MeasureView, ruleOf } from "#lib/screening/calibration/threshold-draft.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { useShownNumbers } from "./use-shown-numbers.ts";

interface Props {
  measure: Measure;
  view: MeasureView;
  source: Natural["source"];
  counts: ExemplarCounts;
  saved: ScreeningThresholds;
}

/** What the threshold under the handle means, in numbers. */
export function LiveNumbers({ measure, view, source, counts, saved }: Props) {
  const t = useTranslations("calibration.live");
  const shown = useShownNumbers();
  const rule = ruleOf(measure);
  return (
    <dl className="grid gap-px overflow-hidden rounded-lg border border-line bg-line sm:grid-cols-3">
      <ShareNumber title={t("alarms")} share={view.alarms}>
        {t(source === "support" ? "alarmsSupport" : "alarmsTest", { count: view.innocent.length })}
      </ShareNumber>
      <ShareNumber title={t("recall")} share={view.caught}>
        {t("recallOf", { count: view.leaks.length, kinds: view.kinds })}
      </ShareNumber>
      {rule && view.threshold !== null ? (
        <Flagged
          title={t(measure === "combined" ? "flagged" : "reaching")}
          counts={counts[rule]}
          threshold={view.threshold}
          saved={saved[rule]}
        />
      ) : (
        <div className="flex flex-col gap-0.5 bg-surface px-4 py-3">
          <dt className="text-sm text-muted">{t("own")}</dt>
          <dd className="text-xl font-semibold tabular-nums">
            {view.threshold === null ? t("unknown") : shown.threshold(view.threshold)}
          </dd>
          <dd className="text-sm text-muted">{t(view.threshold === null ? "ownNone" : "ownHint")}</dd>
        </div>
      )}
    </dl>
  );
}

function ShareNumber({
  title,
  share,
  children,
}: {
  title: string;
  share: Share | null;
  children: ReactNode;
}) {
  const shown = useShownNumbers();
  return (
    <div className="flex flex-col gap-0.5 bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="text-xl font-semibold tabular-nums">
        {shown.share(share)}
        {share && <span className="ml-2 text-sm font-normal text-muted">{shown.interval(share)}</span>}
      </dd>
      <dd className="text-sm text-muted tabular-nums">{children}</dd>
    </div>
  );
}

/** How many exemplars reach a threshold, beside how many reach the saved one. */
export function Flagged({
  title,
  counts,
  threshold,
  saved,
}: {
  title: string;
  counts: number[];
  threshold: number;
  saved: number;
}) {
  const t = useTranslations("calibration.live");
  const format = useFormatter();
  const all = countAll(counts);
  return (
    <div className="flex flex-col gap-0.5 bg-surface px-4 py-3">
      <dt className="text-sm text-muted">{title}</dt>
      <dd className="text-xl font-semibold tabular-nums">
        {format.number(countFrom(counts, threshold))}
        {threshold !== saved && all > 0 && (
          <span className="ml-2 text-sm font-normal text-muted">
            {t("was", { count: countFrom(counts, saved) })}
          </span>
        )}
      </dd>
      <dd className="text-sm text-muted tabular-nums">
        {all > 0 ? t("flaggedOf", { count: all }) : t("flaggedNone")}
      </dd>
    </div>
  );
}
