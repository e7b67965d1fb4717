"use client";

import { Check, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/form/button.tsx";
import type { SavingState } from "./use-entries.ts";

/** Whether what the table shows is saved, and what is to be done where it is not. */
export function SavingNote({
  state,
  waiting,
  onRetry,
}: {
  state: SavingState;
  /** Rows with a mistake, which wait until it is put right. */
  waiting: number;
  onRetry: () => void;
}) {
  const t = useTranslations("vocabularies.saving");
  if (state.kind === "failed") {
    return (
      <span role="alert" className="flex min-w-0 items-center gap-2 text-sm text-leak">
        <TriangleAlert aria-hidden className="size-4 shrink-0" />
        <span>
          {t("failed")} {state.message}
        </span>
        <Button size="small" onClick={onRetry}>
          {t("retry")}
        </Button>
      </span>
    );
  }
  return (
    <span role="status" className="flex items-center gap-1.5 text-sm text-muted">
      {state.kind === "saved" ? (
        <>
          <Check aria-hidden className="size-4 text-accepted" />
          {t("saved")}
        </>
      ) : (
        t("saving")
      )}
      {waiting > 0 && <span className="text-leak">{t("waiting", { count: waiting })}</span>}
    </span>
  );
}
