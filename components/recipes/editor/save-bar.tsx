"use client";

import { CircleCheck, CircleDot } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ActionError } from "#lib/server/action-result.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button } from "../../ui/form/button.tsx";
import type { SaveOutcome } from "./use-saving.ts";

/** The button that saves, always in sight, and what became of the last save. */
export function SaveBar({
  next,
  isUnsaved,
  errorCount,
  saving,
}: {
  /** The number that the next version gets; null for a recipe that is not there yet. */
  next: number | null;
  isUnsaved: boolean;
  errorCount: number;
  saving: { pending: boolean; error: ActionError | null; outcome: SaveOutcome | null };
}) {
  const t = useTranslations("recipes.editor");
  const { pending, error, outcome } = saving;
  const Mark = isUnsaved ? CircleDot : CircleCheck;
  return (
    <div className="sticky bottom-0 -mx-1 flex flex-col gap-2 border-t border-line bg-canvas px-1 py-3">
      {error && (
        <Notice kind="error">
          {error.message}
          {Object.values(error.fields ?? {}).map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
      {outcome?.kind === "blocked" && errorCount > 0 && (
        <Notice kind="error">{t("blocked", { count: errorCount })}</Notice>
      )}
      {outcome?.kind === "unchanged" && !isUnsaved && (
        <Notice>{t("unchanged", { number: outcome.number })}</Notice>
      )}
      {outcome?.kind === "saved" && !isUnsaved && (
        <Notice kind="success">{t("savedAs", { number: outcome.number })}</Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" disabled={pending}>
          {next === null
            ? t(pending ? "creating" : "create")
            : pending
              ? t("saving")
              : t("save", { number: next })}
        </Button>
        {(isUnsaved || next !== null) && (
          <span className="flex items-center gap-1.5 text-sm text-muted">
            <Mark aria-hidden className={isUnsaved ? "size-4 text-conflict" : "size-4 text-accepted"} />
            {t(isUnsaved ? "unsaved" : "saved")}
          </span>
        )}
      </div>
    </div>
  );
}
