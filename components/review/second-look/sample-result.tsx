"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { SecondLook } from "#lib/review/second-look/second-look.ts";
import { Progress } from "../../ui/feedback/progress.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { sampleView } from "./sample-view.ts";

/** One sample: how far it has been looked at, and what it says of everything accepted. */
export function SampleResult({ look }: { look: SecondLook }) {
  const t = useTranslations("secondLook");
  const format = useFormatter();
  const setView = useSetView();
  const isOpen = useReviewState((state) => state.view.filter.secondLook === look.id);
  const { id, number, by, at, size, population, looked, wrong } = look;
  const date = format.dateTime(new Date(at), { dateStyle: "medium", timeStyle: "short" });
  return (
    <li className="flex flex-col gap-1.5 border-t border-line py-3 first:border-t-0">
      <div className="flex items-baseline justify-between gap-2">
        <span className="font-medium">{t("name", { number })}</span>
        {isOpen ? (
          <span className="text-sm text-muted">{t("isOpen")}</span>
        ) : (
          <Button size="small" onClick={() => setView(sampleView(id))}>
            {t("open")}
          </Button>
        )}
      </div>
      <p className="text-sm text-muted">{t("drawnBy", { by, at: date, size, population })}</p>
      <Progress
        label={t("name", { number })}
        total={size}
        parts={[
          { value: looked - wrong, tone: "accepted" },
          { value: wrong, tone: "leak" },
        ]}
      />
      <p className="tabular-nums">{t("progress", { looked, size, wrong })}</p>
      <Estimate look={look} />
      {isOpen && <p className="text-sm text-muted">{t("how")}</p>}
    </li>
  );
}

function Estimate({ look: { estimate, population } }: { look: SecondLook }) {
  const t = useTranslations("secondLook");
  const format = useFormatter();
  if (!estimate) return <p className="text-sm text-muted">{t("nothing")}</p>;
  const percent = (share: number) => format.number(share, { style: "percent", maximumFractionDigits: 1 });
  return (
    <p className="tabular-nums">
      {t("estimate", {
        share: percent(estimate.share),
        low: percent(estimate.low),
        high: percent(estimate.high),
        fewest: Math.floor(estimate.low * population),
        most: Math.ceil(estimate.high * population),
        population,
      })}
    </p>
  );
}
