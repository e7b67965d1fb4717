"use client";

import { useTranslations } from "next-intl";
import { type Estimate, totalOfEstimate } from "#lib/runs/estimate/estimate.ts";
import { addSpans, type Span } from "#lib/runs/estimate/span.ts";
import { classNames } from "../../../ui/class-names.ts";
import { useDuration, useMoney } from "../../use-amounts.ts";

/** Every figure with its interval, of generator and judge together and of each; what is unknown is called so. */
export function EstimateFigures({ estimate, asksModel }: { estimate: Estimate; asksModel: boolean }) {
  const t = useTranslations("runs.estimate");
  const money = useMoney();
  const duration = useDuration();
  const { isLeast, items, seconds, judge } = estimate;
  const shown = { isLeast, format: (value: number) => t("number", { value: Math.round(value) }) };
  const rough = { isLeast, format: (value: number) => t("rounded", { value }), isRough: true };
  const asksBoth = asksModel && judge !== null;
  const { calls, promptTokens, completionTokens, cost } = totalOfEstimate(estimate);
  if (!asksModel && !judge) {
    return (
      <dl>
        <Figure name={t("items")} span={items} {...shown} />
      </dl>
    );
  }
  return (
    <dl className="flex max-w-md flex-col gap-2">
      <Figure name={t("items")} span={items} {...shown} />
      <Figure name={t("calls")} span={calls} {...shown} />
      {asksBoth && <OfEach generator={estimate.calls} judge={judge.calls} {...shown} />}
      <Figure name={t("tokens")} span={addSpans(promptTokens, completionTokens)} {...rough} />
      <Part name={t("promptTokens")} span={promptTokens} {...rough} />
      {asksBoth && <OfEach generator={estimate.promptTokens} judge={judge.promptTokens} isDeep {...rough} />}
      <Part name={t("completionTokens")} span={completionTokens} {...rough} />
      {asksBoth && (
        <OfEach generator={estimate.completionTokens} judge={judge.completionTokens} isDeep {...rough} />
      )}
      <Figure name={t("cost")} span={cost} {...rough} format={money} />
      {asksBoth && <OfEach generator={estimate.cost} judge={judge.cost} {...rough} format={money} />}
      {asksModel && (
        <Figure
          name={t("time")}
          span={seconds}
          isLeast={isLeast || judge !== null}
          format={(value) => duration(Math.max(1, value))}
          isRough
        />
      )}
    </dl>
  );
}

/** The two parts of the figure before. */
function OfEach({
  generator,
  judge,
  ...props
}: Omit<FigureProps, "name" | "span"> & {
  generator: Span | null;
  judge: Span | null;
  isDeep?: boolean;
}) {
  const t = useTranslations("runJudge.estimate");
  // What is unknown of both was said already.
  if (!generator && !judge) return null;
  return (
    <>
      <Part name={t("generator")} span={generator} {...props} />
      <Part name={t("judge")} span={judge} {...props} />
    </>
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

/** A part of the figure before it; a deep one is a part of a part. */
function Part({ isDeep = false, ...props }: FigureProps & { isDeep?: boolean }) {
  return (
    <div
      className={classNames(
        "-mt-1.5 flex items-baseline justify-between gap-3 text-sm text-muted",
        isDeep ? "pl-6" : "pl-3",
      )}
    >
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
