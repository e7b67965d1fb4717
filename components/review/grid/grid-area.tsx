"use client";

import { ListChecks, SearchX } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useLayoutEffect, useRef } from "react";
import { isFiltered, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../../ui/form/button.tsx";
import { useCounts } from "../filters/use-counts.ts";
import { CardView } from "../layouts/cards/card-view.tsx";
import { SelectionBanner } from "../layouts/selection-banner.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { windowLength } from "../state/rows/grid-window.ts";
import { ExemplarGrid } from "./exemplar-grid.tsx";

/** The rows in the layout that was chosen, or why there are none and what to do. */
export function GridArea() {
  const t = useTranslations("review");
  const { projectId, store } = useReview();
  const setView = useSetView();
  const view = useReviewState((state) => state.view);
  const layout = useReviewState((state) => state.layout);
  const isEmpty = useReviewState((state) => windowLength(state.window) === 0);
  const isOpening = useReviewState((state) => state.opening);
  const loadError = useReviewState((state) => state.loadError);
  const area = useKeptFocus(layout === "cards");
  const { counts, isUnknown, isStale } = useCounts();

  useEffect(() => {
    // Counts tell the length of a result only until something is decided in it.
    if (!isOpening && !isStale && store.get().unmeasured) store.expect(counts.matching);
  }, [counts, isOpening, isStale, store]);

  if (counts.total === 0 && !isUnknown && isEmpty) {
    return (
      <div className="m-6">
        <EmptyState
          icon={<ListChecks aria-hidden className="size-6" />}
          title={t("empty.title")}
          hint={t("empty.hint")}
        >
          <ButtonLink href={`/projects/${projectId}/runs`} variant="primary">
            {t("empty.toRuns")}
          </ButtonLink>
        </EmptyState>
      </div>
    );
  }
  return (
    <>
      {loadError && (
        <Notice
          kind="error"
          title={t("save.loadFailed")}
          action={<Button onClick={() => store.retryLoading()}>{t("save.retry")}</Button>}
        >
          {loadError}
        </Notice>
      )}
      {isEmpty && !isOpening && !isUnknown && !loadError ? (
        <div className="m-6">
          <EmptyState
            icon={<SearchX aria-hidden className="size-6" />}
            title={isFiltered(view.filter) ? t("empty.noMatch") : t("empty.title")}
            hint={t("empty.noMatchHint")}
          >
            <Button variant="primary" onClick={() => setView({ ...view, filter: NO_FILTER })}>
              {t("empty.clear")}
            </Button>
          </EmptyState>
        </div>
      ) : (
        <div ref={area} className="relative flex min-h-0 flex-1 flex-col">
          <SelectionBanner matching={counts.matching} />
          {layout === "cards" ? <CardView /> : <ExemplarGrid />}
        </div>
      )}
    </>
  );
}

/** The focus that was on the rows of one layout goes to those of the next one. */
function useKeptFocus(isCards: boolean) {
  const area = useRef<HTMLDivElement>(null);
  const shown = useRef(isCards);
  useLayoutEffect(() => {
    if (shown.current === isCards) return;
    shown.current = isCards;
    // What had the focus went with its layout, and left it to nothing.
    if (document.activeElement !== document.body && document.activeElement !== null) return;
    area.current?.querySelector<HTMLElement>("[data-rows]")?.focus({ preventScroll: true });
  }, [isCards]);
  return area;
}
