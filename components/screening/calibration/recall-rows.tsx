"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { PlantedKind } from "#lib/core/planted/planted-leaks.ts";
import type { Share } from "#lib/core/statistics/wilson-interval.ts";
import type { CalibrationResult } from "#lib/screening/calibration/calibration.ts";
import type { MeasureRecall } from "#lib/screening/calibration/error-rates.ts";
import { classNames } from "../../ui/class-names.ts";
import { PARAPHRASES_ID } from "../paraphrases/paraphrases-id.ts";
import { useShownNumbers } from "./use-shown-numbers.ts";

interface Props {
  result: CalibrationResult;
  columns: MeasureRecall[];
}

/** One kind of planted leak: how many rows, and the share that each measure finds of them. */
export function PlantedRow({ kind, result, columns }: Props & { kind: PlantedKind }) {
  const t = useTranslations("calibration");
  const format = useFormatter();
  const { tried, scores } = result.planted[kind];
  const rows = scores.combined.length;
  const skipped = tried - rows;
  return (
    <tr className="border-b border-line">
      <th className="py-1.5 pr-3 pl-4 font-normal whitespace-nowrap">{t(`kinds.${kind}`)}</th>
      <td
        className="px-2 py-1.5 text-right text-muted"
        title={skipped > 0 ? t("recall.skipped", { count: skipped }) : undefined}
      >
        {format.number(rows)}
      </td>
      {columns.map(({ measure, recall }) => (
        <RecallCell key={measure} share={recall[kind]} isMain={measure === "combined"} />
      ))}
    </tr>
  );
}

/** The paraphrases of a trusted endpoint, those that could not be had with their reasons; or that there is none. */
export function ParaphrasedRow({ result: { paraphrased }, columns }: Props) {
  const t = useTranslations("calibration");
  const reason = useTranslations("paraphrases.leftOut");
  const format = useFormatter();
  const missing = paraphrased?.leftOut ?? [];
  return (
    <tr className="border-b border-line">
      <th className="max-w-72 py-1.5 pr-3 pl-4 font-normal">
        {t("kinds.paraphrase")}
        {paraphrased && (
          <span className="block text-xs break-words text-muted">
            {t("recall.by", { model: paraphrased.model })}
            {missing.length > 0 &&
              `. ${t("recall.leftOut", {
                count: missing.reduce((sum, { count }) => sum + count, 0),
                reasons: format.list(
                  missing.map((one) => reason(one.reason, { count: one.count })),
                  { type: "conjunction" },
                ),
              })}`}
          </span>
        )}
      </th>
      {paraphrased ? (
        <>
          <td className="px-2 py-1.5 text-right text-muted">
            {format.number(paraphrased.scores.combined.length)}
          </td>
          {columns.map(({ measure, recall }) => (
            <RecallCell key={measure} share={recall.paraphrase} isMain={measure === "combined"} />
          ))}
        </>
      ) : (
        <td colSpan={1 + columns.length} className="py-1.5 pr-4 pl-8 text-muted">
          {t("recall.notMeasured")}{" "}
          <a href={`#${PARAPHRASES_ID}`} className="text-accent-text underline">
            {t("recall.trust")}
          </a>
        </td>
      )}
    </tr>
  );
}

/** The deeper the ground, the more is caught; the number says the same. */
export function RecallCell({ share, isMain }: { share: Share | null; isMain: boolean }) {
  const t = useTranslations("calibration.recall");
  const shown = useShownNumbers();
  if (!share) return <td className="px-2 py-1.5 text-right text-muted last:pr-4">{t("none")}</td>;
  return (
    <td
      className={classNames("px-2 py-1.5 text-right whitespace-nowrap last:pr-4", isMain && "font-semibold")}
      style={{
        backgroundColor: `color-mix(in srgb, var(--accepted) ${Math.round(14 * share.share ** 2)}%, transparent)`,
      }}
    >
      {shown.percent(share.share)}
      <span className="block text-xs font-normal text-muted">{shown.interval(share)}</span>
    </td>
  );
}
