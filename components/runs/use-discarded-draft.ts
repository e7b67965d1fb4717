"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startRunAction } from "#lib/runs/run-actions.ts";
import type { StartRunInput } from "#lib/runs/runs.ts";
import { useToast } from "../ui/feedback/toasts.tsx";

/** Leaves the page of a draft that is gone, and offers to bring it back. */
export function useDiscardedDraft({ projectId, number }: { projectId: string; number: number }) {
  const t = useTranslations("runs.run");
  const common = useTranslations("common");
  const router = useRouter();
  const say = useToast();
  const runs = `/projects/${projectId}/runs`;

  const bringBack = async (draft: StartRunInput) => {
    const result = await startRunAction(draft).catch(() => null);
    if (result?.ok) router.push(`${runs}/${result.data.runId}` as Route);
    else say({ title: result ? result.error.message : common("errors.unreachable") });
  };
  return (draft: StartRunInput) => {
    router.push(runs as Route);
    say({
      title: t("discarded", { number }),
      actionProps: { children: common("actions.undo"), onClick: () => void bringBack(draft) },
    });
  };
}
