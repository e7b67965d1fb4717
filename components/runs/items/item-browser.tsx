"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import {
  type RunItemPage,
  type RunItemsAsked,
  readItemsAsked,
  writeItemsAsked,
} from "#lib/runs/items/run-items.ts";
import { runItemsOptions } from "#lib/runs/run-query-options.ts";
import type { ItemFailureCode, LabelProgress, Run } from "#lib/runs/runs.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { ItemFilters } from "./item-filters.tsx";
import { ItemTable } from "./item-table.tsx";

interface Props {
  run: Run;
  labels: LabelProgress[];
  /** Why items of the run failed. */
  reasons: ItemFailureCode[];
  initial: { asked: RunItemsAsked; page: RunItemPage };
}

/** The items of a run, page by page; filter and place stand in the address. */
export function ItemBrowser({ run, labels, reasons, initial }: Props) {
  const t = useTranslations("runs.items");
  const asked = readItemsAsked(useSearchParams());
  const [first] = useState(initial);
  const query = writeItemsAsked(asked);
  const isFirst = query === writeItemsAsked(first.asked);
  const {
    data: page,
    error,
    isPlaceholderData,
  } = useQuery({
    ...runItemsOptions({ projectId: run.projectId, runId: run.id, ...asked }),
    ...(isFirst ? { initialData: first.page } : {}),
  });
  const ask = (next: RunItemsAsked) => {
    const query = writeItemsAsked(next);
    window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
  };
  const [top, bottom] = [page?.items[0], page?.items.at(-1)];
  return (
    <div className="flex flex-col gap-3">
      <ItemFilters
        filter={asked.filter}
        labels={labels}
        reasons={reasons}
        onChange={(filter) => ask({ filter, place: null })}
      />
      {error && (
        <Notice kind="warning" title={t("staleTitle")}>
          {error.message}
        </Notice>
      )}
      {page && page.items.length === 0 && <EmptyState title={t("none")} hint={t("noneHint")} />}
      {page && top && bottom && (
        <>
          <ItemTable run={run} labels={labels} items={page.items} isBusy={isPlaceholderData} />
          <nav aria-label={t("pages")} className="flex items-center justify-between gap-3">
            <Button
              icon={<ChevronLeft aria-hidden className="size-4" />}
              disabled={!page.hasBefore}
              onClick={() => ask({ ...asked, place: { before: top.position } })}
            >
              {t("previous")}
            </Button>
            <p aria-live="polite" className="text-sm text-muted tabular-nums">
              {t("range", { from: top.position + 1, to: bottom.position + 1 })}
            </p>
            <Button
              disabled={!page.hasAfter}
              onClick={() => ask({ ...asked, place: { after: bottom.position } })}
            >
              {t("next")}
              <ChevronRight aria-hidden className="size-4" />
            </Button>
          </nav>
        </>
      )}
    </div>
  );
}
