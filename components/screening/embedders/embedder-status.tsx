"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { retryEmbeddingAction } from "#lib/screening/embedders/embedder-actions.ts";
import { embedderStateOptions } from "#lib/screening/embedders/embedder-query-options.ts";
import type { EmbedderState } from "#lib/screening/embedders/embedders.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Progress } from "../../ui/feedback/progress.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";

/** The embedder as it is, while it works and where it cannot. */
export function EmbedderStatus({ projectId, initial }: { projectId: string; initial: EmbedderState }) {
  const t = useTranslations("embedders.state");
  const queryClient = useQueryClient();
  const options = embedderStateOptions(projectId);
  const { data: state, error } = useQuery({ ...options, initialData: initial });
  // Where the server has rendered anew, after a choice, its state is the newer one.
  useEffect(() => {
    queryClient.setQueryData(embedderStateOptions(projectId).queryKey, initial);
  }, [queryClient, projectId, initial]);
  const { choice, progress, consent } = state;
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium break-words">
        {choice.kind === "builtIn" && t("builtIn")}
        {choice.kind === "local" && t("local", { model: choice.model })}
        {choice.kind === "endpoint" && t("endpoint", { model: choice.model, baseUrl: choice.baseUrl })}
      </p>
      {progress && progress.total > 0 && (
        <div className="flex max-w-xl flex-col gap-1">
          <Progress
            label={t("progressLabel")}
            total={progress.total}
            parts={[{ value: progress.done, tone: "accent" }]}
          />
          <p className="text-sm tabular-nums text-muted">{t("progress", progress)}</p>
        </div>
      )}
      {consent && (
        <p className="text-sm text-muted">
          {t("consented", { name: consent.userName, at: new Date(consent.at) })}
        </p>
      )}
      {state.problem && <EmbedderProblemNotice projectId={projectId} problem={state.problem} />}
      {error && (
        <Notice kind="warning" title={t("stale")}>
          {error.message}
        </Notice>
      )}
    </div>
  );
}

function EmbedderProblemNotice({
  projectId,
  problem,
}: {
  projectId: string;
  problem: NonNullable<EmbedderState["problem"]>;
}) {
  const t = useTranslations("embedders");
  const common = useTranslations("common.actions");
  const queryClient = useQueryClient();
  const { run, pending, error } = useAction(retryEmbeddingAction);
  const retry = () =>
    run({ projectId }, () => {
      void queryClient.invalidateQueries({ queryKey: embedderStateOptions(projectId).queryKey });
    });
  return (
    <Notice
      kind="error"
      title={t(`problems.${problem.code}`, problem.values as never)}
      action={
        <Button size="small" disabled={pending} onClick={retry}>
          {common("retry")}
        </Button>
      }
    >
      <p className="text-muted">{t("state.stopped")}</p>
      {error && <p>{error.message}</p>}
    </Notice>
  );
}
