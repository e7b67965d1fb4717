"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ExemplarFilter, isFiltered, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";

interface Chip {
  key: string;
  text: string;
  without: Partial<ExemplarFilter>;
}

/** What the filter asks for, each part to be taken away by itself. */
export function FilterChips() {
  const t = useTranslations("review.filter");
  const view = useReviewState((state) => state.view);
  const setView = useSetView();
  const chips = useChips(view.filter);
  if (!isFiltered(view.filter)) return null;
  return (
    <ul aria-label={t("active")} className="flex flex-wrap items-center gap-1.5">
      {chips.map(({ key, text, without }) => (
        <li
          key={key}
          className="inline-flex h-6 max-w-64 items-center gap-1 rounded-full border border-line-strong bg-surface pl-2.5 text-sm"
        >
          <span className="truncate">{text}</span>
          <button
            type="button"
            aria-label={t("remove", { filter: text })}
            className="rounded-full p-1 text-muted hover:bg-raised hover:text-text"
            onClick={() => setView({ ...view, filter: { ...view.filter, ...without } })}
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
      <li>
        <Button size="small" variant="ghost" onClick={() => setView({ ...view, filter: NO_FILTER })}>
          {t("clear")}
        </Button>
      </li>
    </ul>
  );
}

function useChips(filter: ExemplarFilter): Chip[] {
  const t = useTranslations("review");
  const { labels } = useReview();
  const chips: Chip[] = [];
  for (const value of filter.statuses) {
    const statuses = filter.statuses.filter((other) => other !== value);
    chips.push({ key: value, text: t(`status.${value}`), without: { statuses } });
  }
  for (const value of filter.labelIds) {
    const text = labels.find(({ id }) => id === value)?.name ?? t("details.deletedLabel");
    chips.push({
      key: value,
      text,
      without: { labelIds: filter.labelIds.filter((other) => other !== value) },
    });
  }
  for (const value of filter.findings) {
    const findings = filter.findings.filter((other) => other !== value);
    chips.push({
      key: value,
      text: t("filter.chipFinding", { value: t(`finding.${value}`) }),
      without: { findings },
    });
  }
  if (filter.findingState) {
    const value = t(`findingState.${filter.findingState}`).toLowerCase();
    chips.push({ key: "state", text: t("filter.chipState", { value }), without: { findingState: null } });
  }
  const range = (score: string, from: number | null, to: number | null) =>
    from === null
      ? t("filter.chipTo", { score, to: to ?? 1 })
      : to === null
        ? t("filter.chipFrom", { score, from })
        : t("filter.chipBetween", { score, from, to });
  const { leakFrom, leakTo, similarityFrom, similarityTo } = filter;
  if (leakFrom !== null || leakTo !== null) {
    const text = range(t("filter.chipLeak"), leakFrom, leakTo);
    chips.push({ key: "leak", text, without: { leakFrom: null, leakTo: null } });
  }
  if (similarityFrom !== null || similarityTo !== null) {
    const text = range(t("filter.chipSimilarity"), similarityFrom, similarityTo);
    chips.push({ key: "similarity", text, without: { similarityFrom: null, similarityTo: null } });
  }
  for (const value of filter.runs) {
    const runs = filter.runs.filter((other) => other !== value);
    chips.push({ key: `run-${value}`, text: t("filter.chipRun", { value }), without: { runs } });
  }
  if (filter.cluster) {
    chips.push({ key: "cluster", text: t("filter.chipCluster"), without: { cluster: null } });
  }
  if (filter.text !== "") {
    chips.push({ key: "text", text: t("filter.chipText", { value: filter.text }), without: { text: "" } });
  }
  return chips;
}
