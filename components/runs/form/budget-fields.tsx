"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RunDraft } from "#lib/runs/form/run-draft.ts";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import type { FieldErrors } from "./use-run-draft.ts";

interface Props {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  errors: FieldErrors;
  /** Whether the endpoint's prices are known. */
  isPriced: boolean;
}

/** Limits of what the run may spend; left empty, there is none. */
export function BudgetFields({ draft, onChange, errors, isPriced }: Props) {
  const t = useTranslations("runs.form");
  return (
    <fieldset className="flex flex-col gap-1.5">
      <legend className="text-sm font-medium">{t("budget")}</legend>
      <p className="text-sm text-muted">{t("budgetHint")}</p>
      <div className="grid gap-4 sm:grid-cols-3">
        <Field label={t("budgetCalls")} error={errors["budget.calls"]}>
          <Input
            name="budget.calls"
            inputMode="numeric"
            className="tabular-nums"
            value={draft.calls}
            onChange={({ target }) => onChange({ calls: target.value })}
          />
        </Field>
        <Field label={t("budgetTokens")} error={errors["budget.tokens"]}>
          <Input
            name="budget.tokens"
            inputMode="numeric"
            className="tabular-nums"
            value={draft.tokens}
            onChange={({ target }) => onChange({ tokens: target.value })}
          />
        </Field>
        <Field
          label={t("budgetCost")}
          error={errors["budget.cost"]}
          hint={isPriced ? undefined : <NoPrices />}
        >
          <Input
            name="budget.cost"
            inputMode="decimal"
            className="tabular-nums"
            disabled={!isPriced}
            value={isPriced ? draft.cost : ""}
            onChange={({ target }) => onChange({ cost: target.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}

function NoPrices() {
  const t = useTranslations("runs.form");
  return (
    <>
      {t("noPrices")}{" "}
      <Link href="/settings" className="text-accent-text underline">
        {t("toPrices")}
      </Link>
    </>
  );
}
