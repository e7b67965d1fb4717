"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { memo, useEffect, useState } from "react";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { ExemplarDetail } from "#lib/review/review.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import { clusterOptions } from "#lib/screening/clusters/cluster-query-options.ts";
import { ClusterPanel } from "../../screening/clusters/cluster-panel.tsx";
import { classNames } from "../../ui/class-names.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Button } from "../../ui/form/button.tsx";
import { StatusMark } from "../grid/status-mark.tsx";
import { useLaterReviewState, useReview, useReviewState } from "../review-context.tsx";
import { SidePanel } from "../side-panel.tsx";
import { knownRow } from "../state/review-state.ts";
import { rowAt } from "../state/rows/grid-window.ts";
import { DecisionHistory } from "./decision-history.tsx";
import { FindingList } from "./findings/finding-list.tsx";
import { NoteSection } from "./note-section.tsx";
import { Provenance } from "./provenance.tsx";

/** While rows are walked through by key the panel waits for the one on which that comes to rest. */
const RESTS_AFTER_MS = 120;

export function DetailPanel({ onClose }: { onClose: () => void }) {
  const t = useTranslations("review.details");
  const row = useLaterReviewState((state) => rowAt(state.window, state.current));
  return (
    <SidePanel
      title={row ? t("of", { number: row.number }) : t("title")}
      label={t("title")}
      onClose={onClose}
    >
      {row ? <Details row={row} /> : <p className="p-4 text-muted">{t("none")}</p>}
    </SidePanel>
  );
}

/** What is known of the row before stays, dimmed, until all that of this one is here: nothing moves by parts. */
function Details({ row }: { row: ExemplarRow }) {
  const t = useTranslations("review");
  const rested = useRested(row.id);
  const { shown, error, retry } = useDetails(rested);
  const isOld = shown !== null && shown.row.id !== row.id;
  return (
    <div className="flex flex-col" aria-busy={isOld || (!shown && !error)}>
      <div className="flex items-center gap-3 px-4 pt-3">
        <StatusMark status={row.status} isGone={false} />
        <span className="text-sm text-muted">{t(`status.${row.status}`)}</span>
        {isOld && <span className="sr-only">{t("details.waiting", { number: row.number })}</span>}
      </div>
      {error && rested === row.id && (
        <div className="p-4">
          <Notice
            kind="error"
            title={t("details.failed")}
            action={
              <Button size="small" onClick={retry}>
                {t("save.retry")}
              </Button>
            }
          />
        </div>
      )}
      {shown && (
        <div className={classNames(isOld && "pointer-events-none opacity-50", "transition-opacity")}>
          <Content key={shown.row.id} detail={shown} />
        </div>
      )}
      {!shown && !error && (
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

/** The newest details of which the near-duplicates are known, too. */
function useDetails(exemplarId: string) {
  const { projectId } = useReview();
  // Decisions on their way would be answered with what was before them.
  const isSaved = useReviewState((state) => state.outbox.queue.length === 0);
  const { data, error, refetch } = useQuery(exemplarDetailOptions(projectId, exemplarId));
  const kin = useQuery({ ...clusterOptions(projectId, exemplarId), enabled: isSaved });
  const fresh = data && (kin.data || kin.error) ? data : null;
  const [shown, setShown] = useState<ExemplarDetail | null>(fresh);
  if (fresh && fresh !== shown) setShown(fresh);
  return { shown, error: data ? null : error, retry: () => void refetch() };
}

/** Drawn again only where the details or their own row have changed, not with every step through the rows. */
const Content = memo(function Content({ detail }: { detail: ExemplarDetail }) {
  const row = useReviewState((state) => knownRow(state, detail.row.id)) ?? detail.row;
  return (
    <>
      <FindingList detail={detail} row={row} />
      <ClusterPanel exemplarId={row.id} />
      <NoteSection notes={detail.notes} row={row} />
      <Provenance detail={detail} />
      <DecisionHistory decisions={detail.history} />
    </>
  );
});

/** The id that has not changed for a while. */
function useRested(id: string): string {
  const [rested, setRested] = useState(id);
  useEffect(() => {
    const timer = setTimeout(() => setRested(id), RESTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [id]);
  return rested;
}
