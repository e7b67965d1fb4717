"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { MatchScores } from "#lib/review/review.ts";
import { type Detector, detectors } from "#lib/screening/screening.ts";
import { classNames } from "../../../ui/class-names.ts";

/** Why: what each detector says of the pair, the loudest named. Scores only, nothing of the other text. */
export function MatchEvidence({ match: { scores, evidence } }: { match: MatchScores }) {
  const t = useTranslations("review");
  return (
    <div className="mt-2">
      <p>{t(`reason.${evidence}`)}</p>
      <h4 className="mt-1 text-sm text-muted">{t("details.why")}</h4>
      <dl className="mt-1 grid grid-cols-[minmax(0,1fr)_3.5rem_2.25rem] items-center gap-x-2 gap-y-0.5 text-sm">
        {detectors.map((detector) => (
          <Score
            key={detector}
            detector={detector}
            score={scores[detector]}
            isLoudest={detector === evidence}
          />
        ))}
      </dl>
    </div>
  );
}

function Score({ detector, score, isLoudest }: { detector: Detector; score: number; isLoudest: boolean }) {
  const t = useTranslations("review");
  const format = useFormatter();
  return (
    <>
      <dt
        className={classNames("truncate", isLoudest ? "font-medium" : "text-muted")}
        title={t(`detectorHint.${detector}`)}
      >
        <span aria-hidden={isLoudest}>{t(`detector.${detector}`)}</span>
        {isLoudest && (
          <span className="sr-only">{t("details.loudest", { detector: t(`detector.${detector}`) })}</span>
        )}
      </dt>
      <dd aria-hidden className="h-1.5 overflow-hidden rounded-full bg-line">
        <span
          className={classNames("block h-full", isLoudest ? "bg-text" : "bg-muted")}
          style={{ width: `${Math.max(0, Math.min(1, score)) * 100}%` }}
        />
      </dd>
      <dd className="text-right tabular-nums">
        {format.number(score, { minimumFractionDigits: 2, maximumFractionDigits: 2 })}
      </dd>
    </>
  );
}
