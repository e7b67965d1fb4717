"use client";

import { ArrowDown, ArrowUp, Scale } from "lucide-react";
import { useTranslations } from "next-intl";
import type { SortKey } from "#lib/exemplars/exemplar-views.ts";
import { classNames } from "../../ui/class-names.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { hasAllLoaded } from "../layouts/selection-banner.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { columnsOf, HEAD_HEIGHT, NOT_NARROW, WIDE_ONLY } from "./columns.ts";
import { HeadCell, Row, RowGroup } from "./grid-parts.tsx";

export function GridHead() {
  const t = useTranslations("review.grid");
  const { hasScores } = useReview();
  return (
    <RowGroup className="sticky top-0 z-20">
      <Row
        aria-rowindex={1}
        className={classNames(columnsOf(hasScores), "border-b border-line bg-canvas text-sm text-muted")}
        style={{ height: HEAD_HEIGHT }}
      >
        <HeadCell className="flex">
          <SelectLoaded />
        </HeadCell>
        <SortableHead sortKey="number" first="asc" className={WIDE_ONLY} title={t("number")}>
          #
        </SortableHead>
        <HeadCell>{t("text")}</HeadCell>
        <SortableHead sortKey="label" first="asc" title={t("labelColumn")} />
        <HeadCell>
          <span className="sr-only @5xl:not-sr-only">{t("status")}</span>
        </HeadCell>
        <SortableHead sortKey="findings" first="desc" title={t("warnings")} />
        <SortableHead sortKey="leak" first="desc" title={t("leak")}>
          {t("leakShort")}
        </SortableHead>
        {hasScores && (
          <SortableHead sortKey="judge" first="asc" title={t("judge")}>
            <Scale aria-hidden className="size-3.5 @5xl:hidden" />
            <span className="hidden @5xl:inline">{t("judgeShort")}</span>
          </SortableHead>
        )}
        <HeadCell className={NOT_NARROW}>{t("provenance")}</HeadCell>
      </Row>
    </RowGroup>
  );
}

/** Selects what is loaded, as in a mail program; all that match are then one step further. */
function SelectLoaded() {
  const t = useTranslations("review.grid");
  const { store } = useReview();
  const isAll = useReviewState((state) => state.wholeResult || hasAllLoaded(state));
  const isSome = useReviewState((state) => state.selected.size > 0);
  return (
    <Checkbox
      ref={(box) => {
        if (box) box.indeterminate = isSome && !isAll;
      }}
      aria-label={t("selectLoaded")}
      checked={isAll}
      onChange={() => (isAll ? store.clearSelection() : store.selectRows(store.get().window.rows))}
    />
  );
}

function SortableHead({
  sortKey,
  first,
  title,
  className,
  children,
}: {
  sortKey: SortKey;
  /** The direction that one asks for as a rule. */
  first: "asc" | "desc";
  title: string;
  className?: string;
  children?: React.ReactNode;
}) {
  const t = useTranslations("review.grid");
  const setView = useSetView();
  const view = useReviewState((state) => state.view);
  const direction = view.sort.key === sortKey ? view.sort.direction : null;
  const next = direction === null ? first : direction === "asc" ? "desc" : "asc";
  const Arrow = direction === "desc" ? ArrowDown : ArrowUp;
  return (
    <HeadCell
      aria-sort={direction === null ? "none" : direction === "asc" ? "ascending" : "descending"}
      className={className}
    >
      <button
        type="button"
        title={t("sortBy", { column: title })}
        aria-label={title}
        onClick={() => setView({ ...view, sort: { key: sortKey, direction: next } })}
        className={classNames(
          "-mx-1 inline-flex max-w-full items-center gap-1 rounded px-1 hover:text-text",
          direction && "font-medium text-text",
        )}
      >
        <span className="truncate">{children ?? title}</span>
        {direction && <Arrow aria-hidden className="size-3.5 shrink-0" />}
      </button>
    </HeadCell>
  );
}
