"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { exemplarCountsOptions } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarCounts } from "#lib/exemplars/exemplars.ts";
import { Button } from "../../ui/form/button.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { FilterChips } from "./filter-chips.tsx";
import { FilterMenus } from "./filter-menus.tsx";
import { SortMenu } from "./sort-menu.tsx";
import { TextSearch } from "./text-search.tsx";

export function FilterBar({ initialCounts }: { initialCounts: ExemplarCounts }) {
  const t = useTranslations("review");
  const { projectId, store } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const { data: counts = initialCounts } = useQuery(exemplarCountsOptions(projectId, filter));
  const { matching, total } = counts;
  const [shownTotal, setShownTotal] = useState(initialCounts.total);
  // Exemplars are only ever added: more of them than when the list was shown are new ones.
  const added = total - shownTotal;
  return (
    <div className="flex flex-col gap-1.5 border-b border-line bg-canvas px-3 py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <p className="mr-1 font-medium tabular-nums" title={t("countsLabel", { matching, total })}>
          <span aria-hidden>{t("counts", { matching, total })}</span>
          <span className="sr-only">{t("countsLabel", { matching, total })}</span>
        </p>
        <TextSearch key={filter.text} />
        <FilterMenus counts={counts} />
        <div className="ml-auto flex items-center gap-2">
          {added > 0 && (
            <span className="text-sm text-muted tabular-nums">{t("newExemplars", { count: added })}</span>
          )}
          <Button
            size="small"
            variant="ghost"
            title={t("reloadHint")}
            icon={<RefreshCw aria-hidden className="size-3.5" />}
            onClick={() => {
              setShownTotal(total);
              void store.reopen();
            }}
          >
            {t("reload")}
          </Button>
          <SortMenu />
        </div>
      </div>
      <FilterChips />
    </div>
  );
}
