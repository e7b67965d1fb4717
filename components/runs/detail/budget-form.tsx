"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Budget, RunUsage } from "#lib/runs/budget.ts";
import { isRunPriced } from "#lib/runs/judge-standing.ts";
import { resumeRunAction } from "#lib/runs/run-actions.ts";
import { spentLimits, spentOf } from "#lib/runs/run-standing.ts";
import type { Run } from "#lib/runs/runs.ts";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useMoney } from "../use-amounts.ts";

type Kind = keyof Budget;

/** A run that has spent what it may goes on with a higher limit, or none. */
export function BudgetForm({ run, usage, onChanged }: { run: Run; usage: RunUsage; onChanged: () => void }) {
  const t = useTranslations("runs.run.budget");
  const money = useMoney();
  const resume = useAction(resumeRunAction);
  const spent = spentOf(usage);
  const kinds = (["calls", "tokens", "cost"] as const).filter((kind) => kind !== "cost" || isRunPriced(run));
  const isSpent = spentLimits(run.budget, usage);
  const [typed, setTyped] = useState<Record<Kind, string>>(() => {
    // What is spent has to be raised: twice of it is proposed.
    const first = (kind: Kind) =>
      ((run.budget[kind] ?? 0) * (isSpent.includes(kind) ? 2 : 1) || "").toString();
    return { calls: first("calls"), tokens: first("tokens"), cost: first("cost") };
  });
  const say = (kind: Kind, value: number) => (kind === "cost" ? money(value) : t("number", { value }));
  return (
    <form
      aria-label={t("title")}
      className="flex flex-wrap items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const budget = { calls: read(typed.calls), tokens: read(typed.tokens), cost: read(typed.cost) };
        resume.run({ projectId: run.projectId, runId: run.id, budget }, onChanged);
      }}
    >
      {kinds.map((kind) => (
        <Field
          key={kind}
          label={t(kind)}
          hint={t(isSpent.includes(kind) ? "spent" : "used", { amount: say(kind, spent[kind] ?? 0) })}
          error={resume.error?.fields?.[`budget.${kind}`]}
          className="w-44"
        >
          <Input
            inputMode={kind === "cost" ? "decimal" : "numeric"}
            value={typed[kind]}
            placeholder={t("none")}
            onChange={(event) => setTyped({ ...typed, [kind]: event.target.value })}
          />
        </Field>
      ))}
      <Button type="submit" variant="primary" disabled={resume.pending} className="mt-[1.45rem]">
        {t("continue")}
      </Button>
      {resume.error && (
        <p role="alert" className="w-full text-sm text-leak">
          {resume.error.message}
        </p>
      )}
    </form>
  );
}

/** What is no number is refused by the server, in words. */
function read(text: string): number | null {
  return text.trim() === "" ? null : Number(text.replaceAll(/[\s,_]/g, ""));
}
