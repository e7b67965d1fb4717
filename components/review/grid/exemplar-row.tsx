"use client";

import { useTranslations } from "next-intl";
import { memo, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { type ExemplarRow, isOpenLeak } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { useReview } from "../review-context.tsx";
import { columnsOf, NOT_NARROW, ROW_HEIGHT, rowId, WIDE_ONLY } from "./columns.ts";
import { Cell, Row } from "./grid-parts.tsx";
import { RowActions } from "./row-actions.tsx";
import { RowEditor } from "./row-editor.tsx";
import { RowLabel } from "./row-label.tsx";
import { type Pending, PendingMark } from "./row-marks.tsx";
import { JudgeScore, LeakScore } from "./row-scores.tsx";
import { ClampedText, OpenText } from "./row-text.tsx";
import { StatusMark } from "./status-mark.tsx";
import { WarningBadges } from "./warning-badges.tsx";

interface Place {
  index: number;
  /** Pixels from the top of the rows, or of the group. */
  top: number;
  isCurrent: boolean;
}

interface Props extends Place {
  row: ExemplarRow;
  isSelected: boolean;
  /** A decision has taken the row out of the filter; it stays until the list is shown anew. */
  isGone: boolean;
  isOpen: boolean;
  pending: Pending | null;
  /** The whole text while it is being edited. */
  editing: string | null;
  /** What was searched for. */
  pattern: RegExp | null;
  /** Told how high the row is while it is open or edited. */
  onHeight: (id: string, height: number) => void;
}

/** What stands beside a high text stays beside its first lines. */
const HIGH = "[contain:layout_paint] !items-start *:min-h-[43px] *:content-center";

const rowLook = (hasScores: boolean, isCurrent: boolean, isSelected: boolean) =>
  classNames(
    columnsOf(hasScores),
    "absolute inset-x-0 border-b border-line text-sm",
    isSelected ? "bg-accent-wash" : isCurrent ? "bg-raised" : "bg-surface",
    isCurrent && "shadow-[inset_3px_0_0_var(--accent)]",
  );

export const ExemplarGridRow = memo(function ExemplarGridRow(props: Props) {
  const { row, index, top, isCurrent, isSelected, isGone, isOpen, pending, editing, pattern } = props;
  const t = useTranslations("review.grid");
  const { store, hasScores } = useReview();
  const element = useRef<HTMLDivElement>(null);
  const [isHovered, setHovered] = useState(false);
  const isHigh = isOpen || editing !== null;
  useHeight(element, isHigh, row.id, props.onHeight);
  const isQuiet = isGone || row.status === "rejected";
  const Text = isOpen ? OpenText : ClampedText;
  return (
    <Row
      ref={element}
      id={rowId(index)}
      data-index={index}
      data-id={row.id}
      data-number={row.number}
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      className={classNames(rowLook(hasScores, isCurrent, isSelected), isHigh ? HIGH : "contain-strict")}
      style={isHigh ? { top, minHeight: ROW_HEIGHT } : { top, height: ROW_HEIGHT }}
    >
      <Cell className="flex items-center">
        <Checkbox
          tabIndex={-1}
          aria-label={t("select", { number: row.number })}
          checked={isSelected}
          onChange={({ nativeEvent }) =>
            nativeEvent instanceof MouseEvent && nativeEvent.shiftKey
              ? store.toggleRange(index)
              : store.toggle(index)
          }
        />
      </Cell>
      <Cell className={classNames(WIDE_ONLY, "truncate text-muted tabular-nums")}>{row.number}</Cell>
      <Cell className="relative min-w-0 self-stretch">
        {editing === null ? (
          <>
            <Text row={row} isQuiet={isQuiet} pattern={pattern} />
            {isHovered && <RowActions row={row} />}
          </>
        ) : (
          <RowEditor number={row.number} text={editing} />
        )}
      </Cell>
      <Cell className="min-w-0">
        <RowLabel row={row} isCurrent={isCurrent} />
      </Cell>
      <Cell className="flex min-w-0 flex-wrap items-center gap-1">
        <StatusMark status={row.status} isGone={isGone} />
        {pending && <PendingMark pending={pending} />}
      </Cell>
      <Cell className="min-w-0">
        <WarningBadges row={row} />
      </Cell>
      <Cell>
        <LeakScore score={row.leakProbability} isLeak={row.findings.some(isOpenLeak)} />
      </Cell>
      {hasScores && (
        <Cell>
          <JudgeScore score={row.judgeScore} />
        </Cell>
      )}
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

/** Tells how high a row is before it is painted, and again whenever that changes. */
function useHeight(
  element: RefObject<HTMLElement | null>,
  isHigh: boolean,
  id: string,
  onHeight: (id: string, height: number) => void,
) {
  useLayoutEffect(() => {
    const row = element.current;
    if (!row || !isHigh) return;
    const tell = () => onHeight(id, row.offsetHeight);
    tell();
    const size = new ResizeObserver(tell);
    size.observe(row);
    return () => size.disconnect();
  }, [element, isHigh, id, onHeight]);
}

/** Holds the place of a row that is on its way. */
export function LoadingRow({ index, top, isCurrent }: Place) {
  const { hasScores } = useReview();
  return (
    <Row
      id={rowId(index)}
      data-index={index}
      aria-rowindex={index + 2}
      aria-busy
      className={classNames(rowLook(hasScores, isCurrent, false), "contain-strict")}
      style={{ top, height: ROW_HEIGHT }}
    >
      <Cell className="col-span-full flex items-center gap-4">
        <Skeleton className="h-4 flex-1" />
        <Skeleton className="h-4 w-24" />
        <Skeleton className="h-4 w-20" />
      </Cell>
    </Row>
  );
}
