"use client";

import { useQuery } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { clusterOptions } from "#lib/screening/clusters/cluster-query-options.ts";
import type { Cluster } from "#lib/screening/clusters/clusters.ts";
import { PanelSection } from "../../review/detail/panel-section.tsx";
import { useReview, useReviewState } from "../../review/review-context.tsx";
import { useSetView } from "../../review/set-view.tsx";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import { ClusterMember } from "./cluster-member.tsx";
import { clusterView } from "./cluster-view.ts";
import { KeepOne } from "./keep-one.tsx";
import { LookAlikeList } from "./look-alikes.tsx";

/** The near-duplicates and look-alikes of the exemplar in the panel, and the proposal to keep one. */
export function ClusterPanel({ exemplarId }: { exemplarId: string }) {
  const t = useTranslations("clusters");
  const { projectId } = useReview();
  // Decisions on their way would be answered with what was before them.
  const isSaved = useReviewState((state) => state.outbox.queue.length === 0);
  const { data, error } = useQuery({ ...clusterOptions(projectId, exemplarId), enabled: isSaved });
  return (
    <>
      {error && !data && (
        <PanelSection title={t("title")}>
          <p role="alert" className="text-sm text-leak">
            {t("failed", { message: error.message })}
          </p>
        </PanelSection>
      )}
      {data?.cluster && (
        <NearDuplicates
          cluster={data.cluster}
          proposed={data.proposed}
          exemplarId={exemplarId}
          isSaved={isSaved}
        />
      )}
      <LookAlikeList alike={data?.alike ?? null} exemplarId={exemplarId} />
    </>
  );
}

interface Shown {
  cluster: Cluster;
  proposed: readonly ExemplarRow[];
  exemplarId: string;
  isSaved: boolean;
}

function NearDuplicates({ cluster, proposed, exemplarId, isSaved }: Shown) {
  const t = useTranslations("clusters");
  const setView = useSetView();
  return (
    <PanelSection title={t("title")}>
      <div className="flex flex-col items-start gap-2">
        <p>
          <Place cluster={cluster} exemplarId={exemplarId} />
        </p>
        <Conflict labels={cluster.labels} />
        <ul className="flex w-full flex-col">
          {cluster.members.map((member) => (
            <ClusterMember
              key={member.id}
              member={member}
              home={clusterView(cluster.id)}
              isHere={member.id === exemplarId}
              isRepresentative={member.id === cluster.id}
            />
          ))}
        </ul>
        {cluster.size > cluster.members.length && (
          <p className="text-sm text-muted">{t("more", { count: cluster.size - cluster.members.length })}</p>
        )}
        <Button size="small" variant="ghost" onClick={() => setView(clusterView(cluster.id))}>
          {t("show")}
        </Button>
        <KeepOne cluster={cluster} proposed={proposed} isSaved={isSaved} />
      </div>
    </PanelSection>
  );
}

function Place({
  cluster: { id, size: count, representative },
  exemplarId,
}: {
  cluster: Cluster;
  exemplarId: string;
}) {
  const t = useTranslations("clusters");
  if (id === exemplarId) return t("itself", { count });
  return representative === null ? t("of", { count }) : t("one", { count, representative });
}

function Conflict({ labels }: { labels: string[] }) {
  const t = useTranslations("clusters");
  const format = useFormatter();
  if (labels.length < 2) return null;
  return <Notice kind="warning">{t("conflict", { labels: format.list(labels) })}</Notice>;
}
