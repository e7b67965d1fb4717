"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { gridOf, heightOf, outlineOf, sharesOf } from "#lib/screening/calibration/distribution.ts";
import { ThresholdHandle, type ThresholdHandleProps } from "./threshold-handle.tsx";
import { useShownNumbers } from "./use-shown-numbers.ts";

interface Props {
  measure: string;
  innocent: number[];
  leaks: number[];
  /** Where the line stands; null where no threshold gives as few false alarms. */
  threshold: number | null;
  /** Absent where the threshold is only shown. */
  handle?: Omit<ThresholdHandleProps, "value">;
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

/**
 * Two distributions over [0, 1], one upon the other. What lies beyond the threshold is filled strongly: of the innocent
 * rows the false alarms, of the leaks those that are caught.
 */
export function DistributionChart({ measure, innocent, leaks, threshold, handle }: Props) {
  const t = useTranslations("calibration.chart");
  const shown = useShownNumbers();
  const id = useId();
  const shares = { innocent: sharesOf(innocent), leaks: sharesOf(leaks) };
  const highest = Math.max(...shares.innocent, ...shares.leaks);
  const outlines = {
    innocent: outlineOf(shares.innocent, highest),
    leaks: outlineOf(shares.leaks, highest),
  };
  const from = threshold ?? 1.01;
  return (
    <figure className="flex flex-col gap-1">
      <div className="relative mt-3 h-56 pl-10">
        <div aria-hidden className="absolute inset-y-0 right-2 left-10">
          {gridOf(highest).map((share) => (
            <div
              key={share}
              className="absolute inset-x-0 border-t border-line text-xs tabular-nums text-muted"
              style={{ bottom: `${100 * heightOf(share, highest)}%` }}
            >
              <span className="absolute right-full -translate-y-1/2 pr-2">{shown.percent(share)}</span>
            </div>
          ))}
        </div>
        <div className="relative mr-2 h-full">
          <svg
            role="img"
            aria-label={t("figure", { measure, innocent: innocent.length, leaks: leaks.length })}
            viewBox="0 0 1 1"
            preserveAspectRatio="none"
            className="absolute inset-0 size-full overflow-visible border-b border-line-strong"
          >
            <clipPath id={`${id}beyond`}>
              <rect x={from} y="0" width="2" height="1" />
            </clipPath>
            <Area outline={outlines.leaks} colour="var(--leak)" beyond={`url(#${id}beyond)`} />
            <Area outline={outlines.innocent} colour="var(--muted)" beyond={`url(#${id}beyond)`} />
          </svg>
          {threshold !== null && handle && <ThresholdHandle value={threshold} {...handle} />}
          {threshold !== null && !handle && (
            <div
              aria-hidden
              className="absolute inset-y-0 border-l-2 border-dashed border-muted"
              style={{ left: `${100 * threshold}%` }}
            />
          )}
        </div>
      </div>
      <div aria-hidden className="relative mr-2 ml-10 h-5 text-xs tabular-nums text-muted">
        {TICKS.map((tick) => (
          <span key={tick} className="absolute -translate-x-1/2" style={{ left: `${100 * tick}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <figcaption className="ml-10 text-center text-sm text-muted">{t("axis", { measure })}</figcaption>
    </figure>
  );
}

function Area({ outline, colour, beyond }: { outline: string; colour: string; beyond: string }) {
  return (
    <>
      <path d={outline} fill={colour} fillOpacity="0.14" />
      <path d={outline} fill={colour} fillOpacity="0.42" clipPath={beyond} />
      <path
        d={outline}
        fill="none"
        stroke={colour}
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </>
  );
}
