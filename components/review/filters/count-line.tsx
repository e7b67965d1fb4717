"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { DEFAULT_SORT, writeView } from "#lib/exemplars/exemplar-views.ts";
import { classNames } from "../../ui/class-names.ts";
import { useReviewState } from "../review-context.tsx";
import type { Counted } from "./use-counts.ts";

/** How many match, told aloud when another filter is asked by, not with each decision. */
export function CountLine({ counted }: { counted: Counted }) {
  const t = useTranslations("review");
  const query = useReviewState(({ view }) => writeView({ filter: view.filter, sort: DEFAULT_SORT }));
  const { matching, total } = counted.counts;
  const [told, setTold] = useState({ query, sentence: "" });
  if (told.query !== query && !counted.isStale && counted.error === null) {
    setTold({ query, sentence: t("countsLabel", { matching, total }) });
  }
  return (
    <>
      <p
        className={classNames("min-w-24 font-medium tabular-nums", counted.isStale && "italic")}
        title={counted.isUnknown ? undefined : t("countsLabel", { matching, total })}
      >
        {counted.isUnknown ? (
          <span>{t("counting")}</span>
        ) : (
          <>
            <span aria-hidden>{t("counts", { matching, total })}</span>
            <span className="sr-only">{t("countsLabel", { matching, total })}</span>
          </>
        )}
      </p>
      <p role="status" className="sr-only">
        {told.sentence}
      </p>
    </>
  );
}
