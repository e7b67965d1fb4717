"use client";

import { useTranslations } from "next-intl";
import { type Estimate, type Span, sumOfTokens } from "#lib/runs/estimate/estimate.ts";
import { useDuration, useMoney } from "../../use-amounts.ts";

/** Every figure with its interval; what is unknown is called so. */
export function EstimateFigures({ estimate, asksModel }: { estimate: Estimate; asksModel: boolean }) {
  const t = useTranslations("runs.estimate");
  const money = useMoney();
  const duration = useDuration();
  const whole = (value: number) => t("number", { value: Math.round(value) });
  const rounded = (value: number) => t("rounded", { value });
  const { isLeast, items, calls, promptTokens, completionTokens, cost, seconds } = estimate;
  const tokens = sumOfTokens(promptTokens, completionTokens);
  if (!asksModel) {
    return (
      <dl>
        <Figure name={t("items")} span={items} isLeast={isLeast} format={whole} />
      </dl>
    );
  }
  return (
    <dl className="flex max-w-md flex-col gap-2">
      <Figure name={t("items")} span={items} isLeast={isLeast} format={whole} />
      <Figure name={t("calls")} span={calls} isLeast={isLeast} format={whole} />
      <Figure name={t("tokens")} span={tokens} isLeast={isLeast} format={rounded} isRough />
      <Part name={t("promptTokens")} span={promptTokens} isLeast={isLeast} format={rounded} isRough />
      <Part name={t("completionTokens")} span={completionTokens} isLeast={isLeast} format={rounded} isRough />
      <Figure name={t("cost")} span={cost} isLeast={isLeast} format={money} isRough />
      <Figure
        name={t("time")}
        span={seconds}
        isLeast={isLeast}
        format={(value) => duration(Math.max(1, value))}
        isRough
      />
    </dl>
  );
}

interface FigureProps {
  name: string;
  /** Null: unknown. */
  span: Span | null;
  isLeast: boolean;
  format: (value: number) => string;
  /** It rests on means, so it is never exact. */
  isRough?: boolean;
}

function Figure(props: FigureProps) {
  const interval = useInterval(props);
  return (
    <div className="flex items-baseline justify-between gap-3">
      <dt className="text-muted">{props.name}</dt>
      <dd className="text-right tabular-nums">
        <span className={props.span ? "font-medium" : "text-muted"}>{useExpected(props)}</span>
        {interval && <span className="block text-sm text-muted">{interval}</span>}
      </dd>
    </div>
  );
}

/** A part of the figure before it. */
function Part(props: FigureProps) {
  return (
    <div className="-mt-1.5 flex items-baseline justify-between gap-3 pl-3 text-sm text-muted">
      <dt>{props.name}</dt>
      <dd className="tabular-nums">{useExpected(props)}</dd>
    </div>
  );
}

function useExpected({ span, isLeast, format, isRough }: FigureProps): string {
  const t = useTranslations("runs.estimate");
  if (!span) return t("unknown");
  const value = format(span.expected);
  if (isLeast) return t("atLeast", { value });
  return isRough || span.low !== span.high ? t("about", { value }) : value;
}

function useInterval({ span, isLeast, format }: FigureProps): string | null {
  const t = useTranslations("runs.estimate");
  if (!span || isLeast) return null;
  const low = format(span.low);
  if (span.high === null) return t("from", { low });
  const high = format(span.high);
  return low === high ? null : t("between", { low, high });
}
