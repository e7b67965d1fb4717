"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Natural } from "#lib/screening/calibration/calibration.ts";
import { offeredRates, thresholdForRate, thresholdsForRate } from "#lib/screening/calibration/error-rates.ts";
import type { Draft } from "#lib/screening/calibration/threshold-draft.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useShownNumbers } from "./use-shown-numbers.ts";

interface Props {
  natural: Natural;
  saved: Draft;
  draft: Draft;
  onChange(draft: Draft): void;
}

/** The leak threshold by what it costs: the share of innocent rows that is flagged. */
export function RateChoice({ natural, saved, draft, onChange }: Props) {
  const t = useTranslations("calibration.form");
  const format = useFormatter();
  const shown = useShownNumbers();
  const rows = natural.labels.length;
  const offers = offeredRates.map((rate) => ({
    rate,
    found: thresholdsForRate(natural, saved.thresholds, rate),
  }));
  const without = (isTooFew: boolean) =>
    offers
      .filter(({ found }) => found.thresholds === null && (found.reason === "tooFew") === isTooFew)
      .map(({ rate }) => rate);
  const list = (rates: number[]) => format.list(rates.map(shown.percent), { type: "conjunction" });
  const [tooFew, alike] = [without(true), without(false)];
  const hasSteppedBack =
    draft.rate !== null && draft.thresholds.cosine === 1 && draft.thresholds.wordEdit === 1;
  const followed = saved.rate === null ? null : thresholdForRate(natural, saved.thresholds, saved.rate);
  return (
    <fieldset className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <legend className="contents text-sm font-medium">{t("aim")}</legend>
        <div className="flex flex-wrap gap-1.5">
          {offers.map(({ rate, found: { thresholds } }) => (
            <Button
              key={rate}
              size="small"
              aria-pressed={draft.rate === rate}
              disabled={thresholds === null}
              className="tabular-nums aria-pressed:border-accent aria-pressed:bg-accent-wash aria-pressed:font-medium aria-pressed:text-accent-text"
              onClick={() => {
                if (thresholds === null) return;
                onChange({ thresholds: { ...thresholds, duplicate: draft.thresholds.duplicate }, rate });
              }}
            >
              {shown.percent(rate)}
            </Button>
          ))}
        </div>
      </div>
      <p className="text-sm text-muted">
        {draft.rate === null ? t("byHand") : t("byRate", { rate: shown.percent(draft.rate) })}
        {tooFew.length > 0 && ` ${t("tooFew", { rates: list(tooFew), rows })}`}
        {hasSteppedBack && ` ${t("steppedBack")}`}
        {alike.length > 0 && ` ${t("alike", { rates: list(alike) })}`}
      </p>
      {saved.rate !== null && followed?.threshold === null && (
        <Notice
          kind="warning"
          title={t(`${followed.reason}Saved`, {
            rate: shown.percent(saved.rate),
            rows,
            value: shown.threshold(saved.thresholds.leak),
          })}
        />
      )}
    </fieldset>
  );
}
