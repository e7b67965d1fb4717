"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RunDraft } from "#lib/runs/form/run-draft.ts";
import { NumberField } from "./number-field.tsx";
import type { FieldErrors } from "./use-run-draft.ts";

interface Props {
  draft: RunDraft;
  onChange: (change: Partial<RunDraft>) => void;
  errors: FieldErrors;
  /** Whether the prices of every endpoint that is asked are known. */
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
        <NumberField
          name="budget.calls"
          label={t("budgetCalls")}
          error={errors["budget.calls"]}
          value={draft.calls}
          onChange={(calls) => onChange({ calls })}
        />
        <NumberField
          name="budget.tokens"
          label={t("budgetTokens")}
          error={errors["budget.tokens"]}
          value={draft.tokens}
          onChange={(tokens) => onChange({ tokens })}
        />
        <NumberField
          name="budget.cost"
          label={t("budgetCost")}
          error={errors["budget.cost"]}
          hint={isPriced ? undefined : <NoPrices isJudged={draft.isJudged} />}
          isDecimal
          isDisabled={!isPriced}
          value={isPriced ? draft.cost : ""}
          onChange={(cost) => onChange({ cost })}
        />
      </div>
    </fieldset>
  );
}

function NoPrices({ isJudged }: { isJudged: boolean }) {
  const t = useTranslations("runs.form");
  const say = useTranslations("runJudge.form");
  return (
    <>
      {isJudged ? say("noPrices") : t("noPrices")}{" "}
      <Link href="/settings" className="text-accent-text underline">
        {t("toPrices")}
      </Link>
    </>
  );
}
