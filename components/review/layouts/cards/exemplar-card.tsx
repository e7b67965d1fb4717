"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { type ExemplarRow, isOpenLeak } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../../ui/class-names.ts";
import { Skeleton } from "../../../ui/feedback/skeleton.tsx";
import { Checkbox } from "../../../ui/form/checkbox.tsx";
import { LabelTag } from "../../../ui/label-tag.tsx";
import { ScrollRegion } from "../../../ui/scroll-region.tsx";
import { RowEditor } from "../../grid/row-editor.tsx";
import { Intended, Suggestion } from "../../grid/row-label.tsx";
import { type Pending, PendingMark, RowMarks } from "../../grid/row-marks.tsx";
import { JudgeScore, LeakScore } from "../../grid/row-scores.tsx";
import { HitText } from "../../grid/row-text.tsx";
import { StatusMark } from "../../grid/status-mark.tsx";
import { WarningBadges } from "../../grid/warning-badges.tsx";
import { useReview, useReviewState } from "../../review-context.tsx";
import { stillFits } from "../../state/review-state.ts";
import { useHitPattern } from "../use-hit-pattern.ts";
import { useWholeText } from "../use-whole-text.ts";
import { scrollsByKey } from "./scrolls-by-key.ts";

const FRAME = "flex min-h-0 flex-1 flex-col rounded-lg border bg-surface shadow-raised";
const HEAD = "flex h-12 shrink-0 items-center gap-4 border-b border-line px-5";
const FOOT =
  "flex min-h-12 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-5 py-2 text-sm";

interface Props {
  row: ExemplarRow;
  pending: Pending | null;
  isOpening: boolean;
}

export function ExemplarCard({ row, pending, isOpening }: Props) {
  const t = useTranslations("layouts.cards");
  const grid = useTranslations("review.grid");
  const isSelected = useReviewState((state) => state.wholeResult || state.selected.has(row.id));
  const isGone = useReviewState((state) => !stillFits(row, state.view.filter));
  const editing = useReviewState((state) => (state.editing?.row.id === row.id ? state.editing.text : null));
  return (
    <article
      aria-label={t("card", { number: row.number })}
      data-number={row.number}
      className={classNames(
        FRAME,
        isSelected ? "border-accent ring-1 ring-accent" : "border-line-strong",
        isOpening && "opacity-60",
      )}
    >
      <div className={HEAD}>
        <div className="flex min-w-0 items-center gap-1.5 text-base">
          <Intended row={row} />
          <LabelTag name={row.label.name} colour={row.label.colour} />
        </div>
        <Suggestion row={row} withKey />
        <div className="ml-auto flex shrink-0 items-center gap-3 text-sm">
          <RowMarks row={row} />
          {pending && <PendingMark pending={pending} />}
          <StatusMark status={row.status} isGone={isGone} />
        </div>
      </div>
      <CardText key={row.id} row={row} editing={editing} isQuiet={row.status === "rejected"} />
      <div className={FOOT}>
        <span className="flex items-center gap-2">
          <span className="text-muted">{grid("leakShort")}</span>
          <LeakScore score={row.leakProbability} isLeak={row.findings.some(isOpenLeak)} />
        </span>
        {row.judgeScore !== null && (
          <span className="flex items-center gap-2">
            <span className="text-muted">{grid("judgeShort")}</span>
            <JudgeScore score={row.judgeScore} isWhole />
          </span>
        )}
        <WarningBadges row={row} />
        {row.screened && row.findings.length === 0 && <span className="text-muted">{t("clean")}</span>}
        <span className="ml-auto text-muted tabular-nums">
          {t("characters", { count: row.textLength })} ·{" "}
          {grid("run", { run: row.run.number, version: row.recipe.version })}
        </span>
      </div>
    </article>
  );
}

function CardText({ row, editing, isQuiet }: { row: ExemplarRow; editing: string | null; isQuiet: boolean }) {
  const t = useTranslations("layouts.cards");
  const { text, error, retry } = useWholeText(row);
  const pattern = useHitPattern();
  const scroller = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = scroller.current;
    return element ? scrollsByKey(element) : undefined;
  }, []);
  return (
    <ScrollRegion
      ref={scroller}
      label={t("text", { number: row.number })}
      className="flex min-h-0 flex-1 flex-col overflow-y-auto overscroll-contain rounded-sm px-5 py-6 sm:px-8"
    >
      <div className="my-auto w-full">
        {editing === null ? (
          <p
            dir="auto"
            className={classNames(
              "mx-auto w-fit max-w-[68ch] text-lg leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere] sm:text-xl sm:leading-relaxed",
              isQuiet && "text-muted",
            )}
          >
            <HitText text={text} pattern={pattern} />
          </p>
        ) : (
          <div className="mx-auto w-fit max-w-[68ch] text-lg sm:text-xl">
            <RowEditor number={row.number} text={editing} isLarge />
          </div>
        )}
        {error && (
          <p className="mt-2 text-center text-sm text-leak">
            {t("wholeFailed")}{" "}
            <button type="button" className="underline" onClick={retry}>
              {t("retry")}
            </button>
          </p>
        )}
      </div>
    </ScrollRegion>
  );
}

/** Where the card stands in the result; also said to who does not see it change. */
export function CardHead({
  row,
  place,
  length,
}: {
  row: ExemplarRow | undefined;
  place: number;
  length: number;
}) {
  const t = useTranslations("layouts.cards");
  const status = useTranslations("review.status");
  const { store } = useReview();
  const isSelected = useReviewState(
    ({ wholeResult, selected }) => wholeResult || (row !== undefined && selected.has(row.id)),
  );
  return (
    <>
      {row && (
        <Checkbox
          tabIndex={-1}
          aria-label={t("select", { number: row.number })}
          checked={isSelected}
          onChange={() => store.toggle()}
        />
      )}
      {length > 0 && <span className="tabular-nums">{t("place", { place, length })}</span>}
      {row && <span className="ml-auto tabular-nums">#{row.number}</span>}
      <p role="status" className="sr-only">
        {row &&
          t("now", {
            number: row.number,
            place,
            length,
            label: row.label.name,
            status: status(row.status),
            text: row.text,
          })}
      </p>
    </>
  );
}

/** Holds the place of a card that is on its way. */
export function LoadingCard() {
  return (
    <div className={classNames(FRAME, "border-line-strong")} aria-busy>
      <div className={HEAD}>
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="my-auto flex flex-col gap-3 px-8">
        <Skeleton className="h-5 w-full" />
        <Skeleton className="h-5 w-4/5" />
      </div>
      <div className={FOOT}>
        <Skeleton className="h-4 w-32" />
      </div>
    </div>
  );
}
