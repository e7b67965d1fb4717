"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { overrideFindingAction, withdrawOverrideAction } from "#lib/screening/screening-actions.ts";
import { overrideLimits } from "#lib/screening/screening-inputs.ts";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Textarea } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

interface Props {
  projectId: string;
  findingId: string;
  /** After the server has changed the finding. */
  onChanged: () => void;
}

/** A button that opens the place to write why a finding is no problem. */
export function OverrideFinding({ projectId, findingId, onChanged }: Props) {
  const t = useTranslations("screening.override");
  const common = useTranslations("common.actions");
  const { run, pending, error, clearError } = useAction(overrideFindingAction);
  const [reason, setReason] = useState<string | null>(null);
  const close = () => {
    setReason(null);
    clearError();
  };
  if (reason === null) {
    return (
      <Button size="small" onClick={() => setReason("")}>
        {t("open")}
      </Button>
    );
  }
  const submit = () =>
    run({ projectId, findingId, reason }, () => {
      close();
      onChanged();
    });
  return (
    <form action={submit} className="flex flex-col gap-2">
      <Field label={t("reason")} hint={t("reasonHint")} error={error?.fields?.reason ?? error?.message}>
        <Textarea
          autoFocus
          required
          minLength={overrideLimits.shortest}
          maxLength={overrideLimits.longest}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => {
            // The keys of the review grid are letters here.
            event.stopPropagation();
            if (event.key === "Escape") close();
          }}
        />
      </Field>
      <div className="flex gap-2">
        <Button
          type="submit"
          size="small"
          variant="primary"
          disabled={pending || reason.trim().length < overrideLimits.shortest}
        >
          {t("submit")}
        </Button>
        <Button size="small" disabled={pending} onClick={close}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}

export function WithdrawOverride({ projectId, findingId, onChanged }: Props) {
  const t = useTranslations("screening.override");
  const { run, pending, error } = useAction(withdrawOverrideAction);
  return (
    <div className="flex flex-col items-start gap-1">
      <Button size="small" disabled={pending} onClick={() => run({ projectId, findingId }, onChanged)}>
        {t("withdraw")}
      </Button>
      {error && (
        <p role="alert" className="text-sm text-leak">
          {error.message}
        </p>
      )}
    </div>
  );
}
