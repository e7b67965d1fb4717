"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import { ClusterPanel } from "../../screening/clusters/cluster-panel.tsx";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Button, IconButton } from "../../ui/form/button.tsx";
import { StatusMark } from "../grid/status-mark.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { rowAt } from "../state/grid-window.ts";
import { DecisionHistory } from "./decision-history.tsx";
import { FindingList } from "./finding-list.tsx";
import { Provenance } from "./provenance.tsx";

/** While a key is held down the panel waits for the row on which it comes to rest. */
const RESTS_AFTER_MS = 90;

export function DetailPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations("review.details");
  const row = useReviewState((state) => rowAt(state.window, state.current));
  return (
    <aside
      aria-label={t("title")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be scrollable by keyboard
      tabIndex={0}
      className="h-[45%] w-full shrink-0 overflow-y-auto border-t border-line bg-surface xl:h-auto xl:w-[22rem] 2xl:w-[27rem] xl:border-t-0 xl:border-l"
    >
      <div className="sticky top-0 z-10 flex h-10 items-center justify-between gap-2 border-b border-line bg-surface pr-2 pl-4">
        <h2 className="truncate font-medium tabular-nums">
          {row ? t("of", { number: row.number }) : t("title")}
        </h2>
        <IconButton label={t("close")} onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      {row ? <Details key={row.id} row={row} /> : <p className="p-4 text-muted">{t("none")}</p>}
    </aside>
  );
}

function Details({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review");
  const { projectId } = useReview();
  const isAtRest = useRest();
  const { data, error, refetch } = useQuery({
    ...exemplarDetailOptions(projectId, row.id),
    enabled: isAtRest,
  });
  return (
    <div className="flex flex-col">
      <div className="flex items-center gap-3 px-4 pt-3">
        <StatusMark status={row.status} isGone={false} />
        <span className="text-sm text-muted">{t(`status.${row.status}`)}</span>
      </div>
      {error && !data && (
        <div className="p-4">
          <Notice
            kind="error"
            title={t("details.failed")}
            action={
              <Button size="small" onClick={() => void refetch()}>
                {t("save.retry")}
              </Button>
            }
          />
        </div>
      )}
      {data ? (
        <>
          <FindingList detail={data} row={row} />
          <ClusterPanel exemplarId={row.id} />
          <Provenance detail={data} />
          <DecisionHistory decisions={data.history} />
        </>
      ) : (
        <div className="flex flex-col gap-4 px-4 py-3">
          <p dir="auto" className="leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
            {row.text}
          </p>
          <Skeleton className="h-20" />
          <Skeleton className="h-32" />
        </div>
      )}
    </div>
  );
}

function useRest(): boolean {
  const [isAtRest, setAtRest] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAtRest(true), RESTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return isAtRest;
}
