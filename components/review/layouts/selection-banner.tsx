"use client";

import { useTranslations } from "next-intl";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import type { ReviewState } from "../state/review-state.ts";

/**
 * What was selected of the result, and the rest of it: lies over the heads of the columns, so that no row moves.
 * @param matching how many rows the result has
 */
export function SelectionBanner({ matching }: { matching: number }) {
  const t = useTranslations("layouts.selection");
  const { store, keymap } = useReview();
  const isWhole = useReviewState((state) => state.wholeResult);
  const count = useReviewState((state) => state.selected.size);
  const isAllLoaded = useReviewState(hasAllLoaded);
  const goesOn = useReviewState(({ window }) => window.hasBefore || window.hasAfter);
  if (!isWhole && !(isAllLoaded && goesOn)) return null;
  return (
    <div className="absolute top-0 right-4 left-9 z-30 flex h-[31px] items-center gap-2 bg-accent-wash px-2 text-sm @5xl:left-10">
      <p className="truncate tabular-nums">
        {isWhole ? t("whole", { count: matching }) : t("loaded", { count })}
      </p>
      {!isWhole && (
        <Button
          size="small"
          variant="ghost"
          className="!h-6 font-medium text-accent-text"
          hint={keysOf(keymap, "selectAll")[0] ?? ""}
          onClick={() => store.selectWholeResult()}
        >
          {t("selectWhole", { count: matching })}
        </Button>
      )}
      <Button
        size="small"
        variant="ghost"
        className="!h-6"
        hint={keysOf(keymap, "clear")[0] ?? ""}
        onClick={() => store.clearSelection()}
      >
        {t("clear")}
      </Button>
    </div>
  );
}

/** Whether every row that is held is selected. */
export function hasAllLoaded({ window, selected }: Pick<ReviewState, "window" | "selected">): boolean {
  const { rows } = window;
  if (rows.length === 0 || selected.size < rows.length) return false;
  return rows.every(({ id }) => selected.has(id));
}
