"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { bulkPreviewOptions } from "#lib/review/bulk/bulk-query-options.ts";
import type { Decision } from "#lib/review/review.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { windowLength } from "../state/rows/grid-window.ts";
import { bulkWords } from "./bulk-words.ts";

/** Says what a decision on everything that matches would do, before it is made. */
export function BulkPanel() {
  const decision = useReviewState((state) => (state.overlay === "bulk" ? state.proposed : null));
  return decision && <Proposal decision={decision} />;
}

function Proposal({ decision }: { decision: Decision }) {
  const t = useTranslations("bulk.panel");
  const { projectId, labels, store, saver, screen } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const held = useReviewState((state) => windowLength(state.window));
  const { data: preview, error, refetch } = useQuery(bulkPreviewOptions({ projectId, filter, decision }));
  // What is saved or ends meanwhile changes what would change.
  const progress = useReviewState(({ saves, bulks }) => `${saves} ${bulks.map(({ state }) => state).join()}`);
  const counted = useRef(progress);
  const start = useRef<HTMLButtonElement>(null);
  const titleId = useId();
  useEffect(() => start.current?.focus(), []);
  useEffect(() => {
    if (counted.current !== progress) void refetch();
    counted.current = progress;
  }, [progress, refetch]);

  const { kind } = decision;
  const label = kind === "relabel" ? (labels.find(({ id }) => id === decision.labelId)?.name ?? "") : "";
  const canStart = preview !== undefined && preview.changing > 0;
  const close = () => {
    store.setOverlay(null);
    screen.focusRows();
  };
  const begin = () => {
    if (!canStart) return;
    // Closes the panel as well.
    void saver.startBulk(decision);
    screen.focusRows();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  return (
    <div
      role="dialog"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      className="flex shrink-0 flex-wrap items-end gap-x-6 gap-y-3 border-t border-line-strong bg-accent-wash px-4 py-3"
    >
      <div className="min-w-0 flex-1 basis-80">
        <h2 id={titleId} className="font-medium tabular-nums">
          {t("title", { kind, label, count: preview?.matching ?? held })}
        </h2>
        <div role="status" className="tabular-nums">
          {preview ? (
            <ul className="flex flex-wrap gap-x-3">
              {bulkWords(preview, decision).map(({ key, values }) => (
                <li key={key} className={key === "heldBack" ? "text-leak" : undefined}>
                  {t(`says.${key}`, values)}
                </li>
              ))}
            </ul>
          ) : error ? (
            <p className="text-leak">
              {t("failed")} {error.message}
            </p>
          ) : (
            <p className="flex items-center gap-2 text-muted">
              <Skeleton className="size-3" />
              {t("counting")}
            </p>
          )}
        </div>
        {canStart && <p className="text-sm text-muted">{t("background")}</p>}
      </div>
      <div className="flex gap-2">
        <Button ref={start} variant="primary" hint="↵" aria-disabled={!canStart || undefined} onClick={begin}>
          {t("start", { kind, count: preview?.changing ?? held })}
        </Button>
        <Button hint="Esc" onClick={close}>
          {t("cancel")}
        </Button>
      </div>
    </div>
  );
}
