"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { type ExemplarRow, isOpenLeak } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import { useReview } from "../review-context.tsx";
import { COLUMNS, NOT_NARROW, ROW_HEIGHT, rowId, WIDE_ONLY } from "./columns.ts";
import { Cell, Row } from "./grid-parts.tsx";
import { LeakScore } from "./leak-score.tsx";
import { RowActions } from "./row-actions.tsx";
import { RowEditor } from "./row-editor.tsx";
import { StatusMark } from "./status-mark.tsx";
import { WarningBadges } from "./warning-badges.tsx";

interface Place {
  index: number;
  /** Pixels from the top of the rows. */
  top: number;
  isCurrent: boolean;
}

interface Props extends Place {
  row: ExemplarRow;
  isSelected: boolean;
  /** A decision has taken the row out of the filter; it stays until the list is shown anew. */
  isGone: boolean;
  /** The whole text while it is being edited. */
  editing: string | null;
}

const rowLook = (isCurrent: boolean, isSelected: boolean) =>
  classNames(
    COLUMNS,
    "group absolute inset-x-0 top-0 border-b border-line text-sm",
    isSelected ? "bg-accent-wash" : isCurrent ? "bg-raised" : "bg-surface",
    isCurrent && "shadow-[inset_3px_0_0_var(--accent)]",
  );

export const ExemplarGridRow = memo(function ExemplarGridRow(props: Props) {
  const { row, index, top, isCurrent, isSelected, isGone, editing } = props;
  const t = useTranslations("review.grid");
  const { store, labels } = useReview();
  const intended = labels.find(({ id }) => id === row.intendedLabelId);
  return (
    <Row
      id={rowId(index)}
      data-index={index}
      data-number={row.number}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      className={rowLook(isCurrent, isSelected)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)`, zIndex: editing === null ? 0 : 10 }}
    >
      <Cell className="flex">
        <Checkbox
          tabIndex={-1}
          aria-label={t("select", { number: row.number })}
          checked={isSelected}
          onChange={() => store.toggle(index)}
        />
      </Cell>
      <Cell className={classNames(WIDE_ONLY, "truncate text-muted tabular-nums")}>{row.number}</Cell>
      <Cell className="relative min-w-0 self-stretch">
        {editing === null ? (
          <>
            <RowText row={row} isGone={isGone} />
            <RowActions row={row} />
          </>
        ) : (
          <RowEditor number={row.number} text={editing} />
        )}
      </Cell>
      <Cell className="min-w-0 leading-tight">
        <div className="flex min-w-0" title={row.label.name}>
          <LabelTag name={row.label.name} colour={row.label.colour} />
        </div>
        {row.intendedLabelId !== row.label.id && (
          <p className="truncate text-xs text-muted">{t("intended", { label: intended?.name ?? "?" })}</p>
        )}
      </Cell>
      <Cell>
        <StatusMark status={row.status} isGone={isGone} />
      </Cell>
      <Cell className="min-w-0">
        <WarningBadges row={row} />
      </Cell>
      <Cell>
        <LeakScore score={row.leakProbability} isLeak={row.findings.some(isOpenLeak)} />
      </Cell>
      <Cell
        className={classNames(NOT_NARROW, "truncate text-muted tabular-nums")}
        title={t("runTitle", {
          run: row.run.number,
          recipe: row.recipe.name,
          version: row.recipe.version,
        })}
      >
        {t("run", { run: row.run.number, version: row.recipe.version })}
      </Cell>
    </Row>
  );
});

function RowText({ row, isGone }: { row: ExemplarRow; isGone: boolean }) {
  const t = useTranslations("review.grid");
  return (
    <div className="flex h-full items-center">
      <p
        dir="auto"
        className={classNames(
          "line-clamp-2 min-w-0 leading-[18px] [overflow-wrap:anywhere]",
          (isGone || row.status === "rejected") && "text-muted",
        )}
      >
        {row.text}
      </p>
      {row.edited && <span className="ml-2 shrink-0 text-xs text-muted italic">{t("edited")}</span>}
    </div>
  );
}

/** Holds the place of a row that is on its way. */
export function LoadingRow({ index, top, isCurrent }: Place) {
  return (
    <Row
      id={rowId(index)}
      data-index={index}
      aria-rowindex={index + 2}
      aria-busy
      className={rowLook(isCurrent, false)}
      style={{ height: ROW_HEIGHT, transform: `translateY(${top}px)` }}
    >
      <Cell className="col-span-full flex items-center gap-4">
        <Skeleton className="h-4 flex-1" />
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-20" />
      </Cell>
    </Row>
  );
}
