"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { BulkPanel } from "./actions/bulk-panel.tsx";
import { BulkStrip } from "./actions/bulk-strip.tsx";
import { ConflictNotice } from "./actions/conflict-notice.tsx";
import { DecisionBar } from "./actions/decision-bar.tsx";
import { KeySheet } from "./actions/key-sheet.tsx";
import { SaveFailures } from "./actions/save-state.tsx";
import { DetailPanel } from "./detail/detail-panel.tsx";
import { NoteEditor } from "./detail/note-editor.tsx";
import { FilterBar } from "./filters/filter-bar.tsx";
import { GridArea } from "./grid/grid-area.tsx";
import { GuidelinesPanel } from "./guidelines/guidelines-panel.tsx";
import { CommandPalette } from "./palette/command-palette.tsx";
import { LabelPicker } from "./palette/label-picker.tsx";
import { ReviewProvider, useReview, useReviewState } from "./review-context.tsx";
import { SecondLookPanel } from "./second-look/second-look-panel.tsx";
import { SessionPanel } from "./session/session-panel.tsx";
import { useKeepsFresh } from "./use-keeps-fresh.ts";
import { type Given, useReviewContext } from "./use-review-context.ts";
import { useReviewKeys } from "./use-review-keys.ts";
import { useUnsavedChanges } from "./use-unsaved-changes.ts";
import { useViewInAddress } from "./use-view-in-address.ts";

export function ReviewWorkspace(props: Given) {
  const t = useTranslations("review");
  const context = useReviewContext(props);
  const { store, saver, projectId, me } = context;
  useReviewKeys(context);
  useViewInAddress(store);
  useUnsavedChanges(saver, { projectId, userId: me.id });
  useKeepsFresh(context);
  return (
    <ReviewProvider value={context}>
      <section aria-label={t("title")} className="flex h-full min-h-0 flex-col">
        <h1 className="sr-only">{t("title")}</h1>
        <FilterBar />
        <SaveFailures />
        <ConflictNotice />
        <div className="flex min-h-0 flex-1 flex-col xl:flex-row">
          <div className="@container relative flex min-h-0 min-w-0 flex-1 flex-col">
            <GridArea />
            <Overlay />
          </div>
          <SideOfRows />
        </div>
        <BulkStrip />
        <BulkPanel />
        <DecisionBar />
      </section>
    </ReviewProvider>
  );
}

/** What has the keys for a moment; when it closes, the rows have them again. */
function Overlay() {
  const { screen } = useReview();
  const overlay = useReviewState((state) => state.overlay);
  const isOpen = overlay !== null;
  useEffect(() => {
    if (!isOpen) return undefined;
    // What was chosen in it may have taken the focus elsewhere already, to a field as a rule.
    return () => {
      if (document.activeElement === document.body) screen.focusRows();
    };
  }, [isOpen, screen]);
  if (overlay === "palette") return <CommandPalette />;
  if (overlay === "note") return <NoteEditor />;
  return overlay === "labels" ? <LabelPicker /> : null;
}

function SideOfRows() {
  const { store } = useReview();
  const panel = useReviewState((state) => state.panel);
  const close = () => panel && store.togglePanel(panel);
  switch (panel) {
    case "details":
      return <DetailPanel onClose={close} />;
    case "keys":
      return <KeySheet onClose={close} />;
    case "session":
      return <SessionPanel />;
    case "guidelines":
      return <GuidelinesPanel />;
    case "secondLook":
      return <SecondLookPanel onClose={close} />;
    case null:
      return null;
  }
}
