"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarCounts } from "#lib/exemplars/exemplars.ts";
import type { Label } from "#lib/projects/projects.ts";
import { DecisionBar } from "./actions/decision-bar.tsx";
import { KeySheet } from "./actions/key-sheet.tsx";
import { SaveFailures } from "./actions/save-state.tsx";
import { DetailPanel } from "./detail/detail-panel.tsx";
import { FilterBar } from "./filters/filter-bar.tsx";
import { GridArea } from "./grid/grid-area.tsx";
import { ReviewProvider } from "./review-context.tsx";
import { SetViewProvider } from "./set-view.tsx";
import { useReviewContext } from "./use-review-context.ts";
import { useReviewKeys } from "./use-review-keys.ts";
import { useViewInAddress } from "./use-view-in-address.ts";

interface Props {
  projectId: string;
  labels: Label[];
  view: ExemplarView;
  page: ExemplarPage;
  counts: ExemplarCounts;
}

export function ReviewWorkspace(props: Props) {
  const t = useTranslations("review");
  const [showsDetails, setShowsDetails] = useState(true);
  const [showsKeys, setShowsKeys] = useState(false);
  const [picks, setPicks] = useState(false);
  const context = useReviewContext(props, {
    toggleDetails: () => setShowsDetails((shown) => !shown),
    toggleKeys: () => setShowsKeys((shown) => !shown),
    closeKeys: () => {
      setShowsKeys(false);
      return showsKeys;
    },
    openPicker: () => setPicks(true),
  });
  useReviewKeys(context);
  const setView = useViewInAddress(context.store);
  return (
    <ReviewProvider value={context}>
      <SetViewProvider value={setView}>
        <section aria-label={t("title")} className="flex h-full min-h-0 flex-col">
          <h1 className="sr-only">{t("title")}</h1>
          <FilterBar initialCounts={props.counts} />
          <SaveFailures />
          <div className="flex min-h-0 flex-1 flex-col xl:flex-row">
            <div className="@container flex min-h-0 min-w-0 flex-1 flex-col">
              <GridArea initialCounts={props.counts} />
            </div>
            {showsKeys ? (
              <KeySheet onClose={() => setShowsKeys(false)} />
            ) : (
              showsDetails && <DetailPanel onClose={() => setShowsDetails(false)} />
            )}
          </div>
          <DecisionBar picks={picks} onPick={setPicks} />
        </section>
      </SetViewProvider>
    </ReviewProvider>
  );
}
