"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useHydrated } from "../../../ui/use-hydrated.ts";
import { HEAD_HEIGHT } from "../../grid/columns.ts";
import { useReview, useReviewState } from "../../review-context.tsx";
import { rowAt, windowLength } from "../../state/rows/grid-window.ts";
import { useFreshRows } from "../use-fresh-rows.ts";
import { usePending } from "../use-pending.ts";
import { usePrefetchedTexts } from "../use-whole-text.ts";
import { CardNeighbour } from "./card-neighbour.tsx";
import { CardHead, ExemplarCard, LoadingCard } from "./exemplar-card.tsx";

/** How many cards further on are asked for. */
const LOOK_AHEAD = 20;

/** One exemplar at a time, large; of those before and after it the beginning. Nothing changes its place between two. */
export function CardView() {
  const t = useTranslations("layouts.cards");
  const { store } = useReview();
  const held = useReviewState((state) => state.window);
  const current = useReviewState((state) => state.current);
  const isOpening = useReviewState((state) => state.opening);
  const hydrated = useHydrated();
  const pendingOf = usePending();
  const length = windowLength(held);
  const row = rowAt(held, current);
  const heldRows = held.rows.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came may leave others missing
  useEffect(() => {
    store.look(Math.max(0, current - 2), Math.min(length - 1, current + LOOK_AHEAD));
  }, [store, current, length, heldRows]);
  useFreshRows(current - 1, current + 1);
  usePrefetchedTexts([rowAt(held, current + 1), rowAt(held, current - 1)]);

  return (
    <section
      data-rows
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it has the focus while its keys are used, as the grid has
      tabIndex={0}
      aria-label={t("region")}
      aria-busy={isOpening || !hydrated}
      className="flex min-h-0 flex-1 flex-col outline-none focus-visible:outline-none"
    >
      <div
        className="flex shrink-0 items-center gap-3 border-b border-line bg-canvas px-3 text-sm text-muted"
        style={{ height: HEAD_HEIGHT }}
      >
        <CardHead row={row} place={current + 1} length={length} />
      </div>
      <div className="mx-auto flex min-h-0 w-full max-w-4xl flex-1 flex-col px-4">
        <CardNeighbour row={rowAt(held, current - 1)} index={current - 1} direction={-1} />
        {row ? <ExemplarCard row={row} pending={pendingOf(row.id)} isOpening={isOpening} /> : <LoadingCard />}
        <CardNeighbour
          row={rowAt(held, current + 1)}
          index={current + 1 < length ? current + 1 : -1}
          direction={1}
        />
      </div>
    </section>
  );
}
