"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import { overrideFindingAction, withdrawOverrideAction } from "#lib/screening/screening-actions.ts";
import { Button } from "../../../ui/form/button.tsx";
import { Field } from "../../../ui/form/field.tsx";
import { Textarea } from "../../../ui/form/input.tsx";
import { useAction } from "../../../ui/use-action.ts";
import { useReview } from "../../review-context.tsx";

interface Props {
  findingId: string;
  exemplarId: string;
}

const LONGEST_REASON = 1_000;

/** A finding is set aside only with a written reason. */
export function OverrideForm({ findingId, exemplarId }: Props) {
  const t = useTranslations("screening.override");
  const common = useTranslations("common.actions");
  const { projectId } = useReview();
  const refresh = useRefresh(exemplarId);
  const [isOpen, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const { run, pending, error } = useAction(overrideFindingAction);
  const opener = useRef<HTMLButtonElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const wasOpen = useRef(false);
  // Each takes the place of what had the focus.
  useEffect(() => {
    if (isOpen) field.current?.focus();
    else if (wasOpen.current) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  if (!isOpen) {
    return (
      <Button ref={opener} size="small" onClick={() => setOpen(true)}>
        {t("open")}
      </Button>
    );
  }
  return (
    <form
      className="mt-1 flex w-full flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        run({ projectId, findingId, reason }, refresh);
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
      }}
    >
      <Field label={t("reason")} hint={t("reasonHint")} error={error?.fields?.reason ?? error?.message}>
        <Textarea
          ref={field}
          value={reason}
          maxLength={LONGEST_REASON}
          className="min-h-16"
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" size="small" variant="primary" disabled={pending}>
          {t("submit")}
        </Button>
        <Button size="small" onClick={() => setOpen(false)}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}

export function WithdrawOverride({ findingId, exemplarId }: Props) {
  const t = useTranslations("screening.override");
  const { projectId } = useReview();
  const refresh = useRefresh(exemplarId);
  const { run, pending, error } = useAction(withdrawOverrideAction);
  return (
    <>
      <Button
        size="small"
        className="mt-2"
        disabled={pending}
        onClick={() => run({ projectId, findingId }, refresh)}
      >
        {t("withdraw")}
      </Button>
      {error && (
        <p role="alert" className="mt-1 text-sm text-leak">
          {error.message}
        </p>
      )}
    </>
  );
}

/** The row, the panel and the counts show the finding as it is now; the button that was pressed goes. */
function useRefresh(exemplarId: string) {
  const { store, projectId, screen } = useReview();
  const queries = useQueryClient();
  return () => {
    screen.focusRows();
    void store.refresh([exemplarId]);
    void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
    void queries.invalidateQueries({ queryKey: exemplarKeys.allCounts(projectId) });
  };
}
