"use client";

import { Copy, ListChecks, Pause, Pencil, Play, Square, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useTranslations } from "next-intl";
import { type RefObject, useState } from "react";
import {
  cancelRunAction,
  discardDraftAction,
  launchRunAction,
  pauseRunAction,
  resumeRunAction,
} from "#lib/runs/run-actions.ts";
import { nextRunState, type RunState } from "#lib/runs/run-state.ts";
import type { Run, StartRunInput } from "#lib/runs/runs.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../ui/form/button.tsx";
import { useAction } from "../ui/use-action.ts";

interface Props {
  run: Run;
  state: RunState;
  hasExemplars: boolean;
  /** Nothing is left of its budget: it cannot go on before somebody raises it. */
  isSpent: boolean;
  /** Takes the focus where the button that had it goes. */
  group: RefObject<HTMLFieldSetElement | null>;
  /** After the server has changed the run's state. */
  onChanged: () => void;
  /** After the run, a draft, was deleted; with what makes it anew. */
  onDiscarded: (draft: StartRunInput) => void;
}

type Flow = "launch" | "pause" | "resume" | "retryFailed";

const ICONS = { launch: Play, pause: Pause, resume: Play, retryFailed: Play };

/** What can be done with a run in its state. Whatever starts, rests or goes on is one button, which so keeps the focus. */
export function RunButtons({ run, state, hasExemplars, isSpent, group, onChanged, onDiscarded }: Props) {
  const t = useTranslations("runs.run");
  const launch = useAction(launchRunAction);
  const pause = useAction(pauseRunAction);
  const resume = useAction(resumeRunAction);
  const cancel = useAction(cancelRunAction);
  const discard = useAction(discardDraftAction);
  const { projectId, id: runId } = run;
  const actions = { launch, pause, resume, retryFailed: resume };
  const flow = flowOf(state, isSpent);
  // The page is drawn anew after an action, which takes longer than the state to arrive: by then the next may be asked.
  const [askedIn, setAskedIn] = useState<RunState | null>(null);
  const all = [launch, pause, resume, cancel, discard];
  const isPending = askedIn === state && all.some(({ pending }) => pending);
  const error = all.find(({ error }) => error)?.error;
  const FlowIcon = flow && ICONS[flow];
  const isDraft = state === "draft";
  return (
    <fieldset
      ref={group}
      tabIndex={-1}
      className="flex min-w-0 flex-wrap items-center justify-end gap-2 outline-none"
    >
      <legend className="sr-only">{t("actions")}</legend>
      {flow && FlowIcon && (
        <Button
          variant={isDraft ? "primary" : "secondary"}
          icon={<FlowIcon aria-hidden className="size-4" />}
          aria-disabled={isPending}
          onClick={() => {
            if (isPending) return;
            setAskedIn(state);
            actions[flow].run({ projectId, runId }, onChanged);
          }}
        >
          {t(flow)}
        </Button>
      )}
      {isDraft && (
        <Button
          variant="danger"
          icon={<Trash2 aria-hidden className="size-4" />}
          aria-disabled={isPending}
          onClick={() => {
            if (isPending) return;
            setAskedIn(state);
            discard.run({ projectId, runId }, ({ draft }) => onDiscarded(draft));
          }}
        >
          {t("discard")}
        </Button>
      )}
      {nextRunState(state, "cancel") && (
        <Button
          variant="danger"
          icon={<Square aria-hidden className="size-3.5" />}
          aria-disabled={isPending}
          onClick={() => {
            if (isPending) return;
            setAskedIn(state);
            cancel.run({ projectId, runId }, () => {
              group.current?.focus();
              onChanged();
            });
          }}
        >
          {isPending && cancel.pending ? t("cancelling") : t("cancel")}
        </Button>
      )}
      <ButtonLink
        href={`/projects/${projectId}/runs/new?from=${runId}` as Route}
        icon={isDraft ? <Pencil aria-hidden className="size-4" /> : <Copy aria-hidden className="size-4" />}
      >
        {isDraft ? t("change") : t("duplicate")}
      </ButtonLink>
      {hasExemplars && (
        <ButtonLink
          href={`/projects/${projectId}/review?run=${run.number}` as Route}
          variant="primary"
          icon={<ListChecks aria-hidden className="size-4" />}
        >
          {t("review")}
        </ButtonLink>
      )}
      {error && <Notice kind="error">{error.message}</Notice>}
    </fieldset>
  );
}

function flowOf(state: RunState, isSpent: boolean): Flow | null {
  if (nextRunState(state, "launch")) return "launch";
  if (nextRunState(state, "pause")) return "pause";
  if (!nextRunState(state, "resume") || isSpent) return null;
  return state === "doneWithFailures" ? "retryFailed" : "resume";
}
