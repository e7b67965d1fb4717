"use client";

import { Copy, ListChecks, RotateCw, Square } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { cancelRunAction, resumeRunAction } from "#lib/runs/run-actions.ts";
import { nextRunState, type RunState } from "#lib/runs/run-state.ts";
import type { Run } from "#lib/runs/runs.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../ui/form/button.tsx";
import { useAction } from "../ui/use-action.ts";

interface Props {
  run: Run;
  state: RunState;
  hasExemplars: boolean;
  /** After the server has changed the run's state. */
  onChanged: () => void;
}

export function RunButtons({ run, state, hasExemplars, onChanged }: Props) {
  const t = useTranslations("runs.run");
  const cancel = useAction(cancelRunAction);
  const resume = useAction(resumeRunAction);
  const { projectId, id: runId } = run;
  const error = cancel.error ?? resume.error;
  return (
    <>
      {nextRunState(state, "cancel") && (
        <Button
          variant="danger"
          icon={<Square aria-hidden className="size-3.5" />}
          disabled={cancel.pending}
          onClick={() => cancel.run({ projectId, runId }, onChanged)}
        >
          {cancel.pending ? t("cancelling") : t("cancel")}
        </Button>
      )}
      {nextRunState(state, "resume") && (
        <Button
          icon={<RotateCw aria-hidden className="size-4" />}
          disabled={resume.pending}
          onClick={() => resume.run({ projectId, runId }, onChanged)}
        >
          {state === "doneWithFailures" ? t("retryFailed") : t("resume")}
        </Button>
      )}
      <ButtonLink
        href={`/projects/${projectId}/runs/new?from=${runId}` as Route}
        icon={<Copy aria-hidden className="size-4" />}
      >
        {t("duplicate")}
      </ButtonLink>
      {hasExemplars && (
        <ButtonLink
          href={`/projects/${projectId}/review?run=${runId}` as Route}
          variant="primary"
          icon={<ListChecks aria-hidden className="size-4" />}
        >
          {t("review")}
        </ButtonLink>
      )}
      {error && <Notice kind="error">{error.message}</Notice>}
    </>
  );
}
