"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { type RunTimeline, timelineBars } from "#lib/runs/items/run-items.ts";
import { runTimelineOptions } from "#lib/runs/run-query-options.ts";
import { isActive, type RunState } from "#lib/runs/run-state.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";

const HEIGHT = 100;

interface Props {
  projectId: string;
  runId: string;
  state: RunState;
  /** Items produced or failed. */
  finished: number;
}

/** Items a minute over the time of the run, and which of them failed; the same in a table. */
export function RunChart(props: Props) {
  const t = useTranslations("runs.run.chart");
  const { data, error } = useQuery({ ...runTimelineOptions(props), enabled: props.finished > 0 });
  if (error) {
    return (
      <Notice kind="warning" title={t("staleTitle")}>
        {error.message}
      </Notice>
    );
  }
  // One stretch of time is no course of it.
  if (!data || data.buckets.length < 2) return null;
  return <Chart timeline={data} isLive={isActive(props.state)} />;
}

function Chart({ timeline, isLive }: { timeline: RunTimeline; isLive: boolean }) {
  const t = useTranslations("runs.run.chart");
  const format = useFormatter();
  const { bars, slots, most } = timelineBars(timeline);
  const [first, last] = [bars[0], bars.at(-1)];
  if (!first || !last) return null;
  const clock = (from: string) =>
    format.dateTime(new Date(from), {
      ...(timeline.seconds >= 3600 ? { month: "short", day: "numeric" } : {}),
      hour: "2-digit",
      minute: "2-digit",
      ...(timeline.seconds < 60 ? { second: "2-digit" } : {}),
      hourCycle: "h23",
      timeZone: "UTC",
    });
  const failed = bars.reduce((sum, bar) => sum + bar.failed, 0);
  return (
    <figure className="rounded-lg border border-line bg-surface p-4">
      <figcaption className="mb-2 flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span className="font-medium">{t("title")}</span>
        <span className="flex gap-4 text-muted">
          <Legend look="bg-accent" name={t("produced")} />
          <Legend look="bg-leak" name={t("failed")} />
        </span>
      </figcaption>
      <div className="flex gap-2">
        <div className="flex flex-col justify-between text-right text-xs text-muted tabular-nums">
          <span>{format.number(most, { maximumFractionDigits: most < 10 ? 1 : 0 })}</span>
          <span>0</span>
        </div>
        <svg
          role="img"
          aria-label={t("summary", {
            from: clock(first.from),
            to: clock(last.from),
            most: Math.round(most),
            failed,
          })}
          viewBox={`0 0 ${slots} ${HEIGHT}`}
          preserveAspectRatio="none"
          className="h-20 w-full border-b border-line-strong"
        >
          {bars.map((bar) => {
            const produced = (HEIGHT * bar.producedAMinute) / most;
            const lost = (HEIGHT * bar.failedAMinute) / most;
            return (
              <g key={bar.from}>
                <rect
                  x={bar.slot + 0.08}
                  width={0.84}
                  y={HEIGHT - produced}
                  height={produced}
                  className="fill-accent"
                />
                <rect
                  x={bar.slot + 0.08}
                  width={0.84}
                  y={HEIGHT - produced - lost}
                  height={lost}
                  className="fill-leak"
                />
              </g>
            );
          })}
        </svg>
      </div>
      <div className="mt-1 flex justify-between pl-6 text-xs text-muted tabular-nums">
        <span>{t("time", { time: clock(first.from) })}</span>
        <span>{isLive ? t("now") : t("time", { time: clock(last.from) })}</span>
      </div>
      <details className="mt-2 text-sm">
        <summary className="cursor-pointer text-muted">{t("asTable")}</summary>
        <ScrollRegion label={t("asTable")} className="mt-1 max-h-60 overflow-auto">
          <table className="text-left tabular-nums">
            <thead className="text-muted">
              <tr>
                <th className="py-1 pr-6 font-medium">{t("from")}</th>
                <th className="py-1 pr-6 text-right font-medium">{t("produced")}</th>
                <th className="py-1 text-right font-medium">{t("failed")}</th>
              </tr>
            </thead>
            <tbody>
              {bars.map((bar) => (
                <tr key={bar.from}>
                  <td className="pr-6">{clock(bar.from)}</td>
                  <td className="pr-6 text-right">{format.number(bar.produced)}</td>
                  <td className="text-right">{format.number(bar.failed)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </details>
    </figure>
  );
}

function Legend({ look, name }: { look: string; name: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-full ${look}`} />
      {name}
    </span>
  );
}
