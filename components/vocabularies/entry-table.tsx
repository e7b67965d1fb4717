"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { Label } from "#lib/projects/projects.ts";
import { entriesOptions } from "#lib/vocabularies/vocabulary-query-options.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { Button } from "../ui/form/button.tsx";
import { EntryGrid } from "./entry-grid.tsx";

/** The entries of a vocabulary, read anew whenever the table is opened. */
export function EntryTable({
  projectId,
  vocabularyId,
  labels,
}: {
  projectId: string;
  vocabularyId: string;
  labels: Label[];
}) {
  const t = useTranslations("common.actions");
  const { data, error, refetch } = useQuery({
    ...entriesOptions(projectId, vocabularyId),
    refetchOnReconnect: false,
  });
  if (data) {
    const reload = async () => (await refetch()).data ?? null;
    return <EntryGrid vocabularyId={vocabularyId} loaded={data} labels={labels} reload={reload} />;
  }
  if (error) {
    return (
      <Notice kind="error" action={<Button onClick={() => refetch()}>{t("retry")}</Button>}>
        {error.message}
      </Notice>
    );
  }
  return <Skeleton className="min-h-64 flex-1" />;
}
