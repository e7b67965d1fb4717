"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { mostAtOnceOf, type RunDraft } from "#lib/runs/form/run-draft.ts";
import type { RunForm } from "#lib/runs/runs.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { NumberField } from "./number-field.tsx";
import type { FieldErrors } from "./use-run-draft.ts";

interface Props {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  errors: FieldErrors;
  endpoint: RunForm["endpoints"][number] | null;
}

/** How many questions at once, and whether answers that are there already are asked for again. */
export function PaceFields({ draft, onChange, errors, endpoint }: Props) {
  const t = useTranslations("runs.form");
  const hintId = useId();
  const limit = mostAtOnceOf(endpoint);
  return (
    <>
      <NumberField
        name="concurrency"
        label={t("concurrency")}
        hint={endpoint?.mostAtOnce ? t("concurrencyOfEndpoint", { limit }) : t("concurrencyHint", { limit })}
        error={errors.concurrency}
        value={draft.concurrency}
        onChange={(concurrency) => onChange({ concurrency })}
      />
      <div className="sm:col-span-2">
        <Checkbox
          checked={draft.reusesReplies}
          aria-describedby={hintId}
          onChange={({ target }) => onChange({ reusesReplies: target.checked })}
        >
          {t("reusesReplies")}
        </Checkbox>
        <p id={hintId} className="pl-6 text-sm text-muted">
          {t("reusesRepliesHint")}
        </p>
      </div>
    </>
  );
}
