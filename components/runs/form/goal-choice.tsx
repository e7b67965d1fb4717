"use client";

import { useTranslations } from "next-intl";
import { RUN_GOALS, type RunGoal } from "#lib/runs/runs.ts";
import { ChoiceCard } from "./choice-card.tsx";

export function GoalChoice({ value, onChange }: { value: RunGoal; onChange: (goal: RunGoal) => void }) {
  const t = useTranslations("runs.form");
  const words = {
    passing: [t("goalPassing"), t("goalPassingHint")],
    produced: [t("goalProduced"), t("goalProducedHint")],
  } as const;
  return (
    <fieldset className="grid gap-1.5 sm:grid-cols-2">
      <legend className="mb-1 text-sm font-medium">{t("goal")}</legend>
      {RUN_GOALS.map((goal) => (
        <ChoiceCard
          key={goal}
          group="goal"
          name={words[goal][0]}
          hint={words[goal][1]}
          isChosen={value === goal}
          onChoose={() => onChange(goal)}
        />
      ))}
    </fieldset>
  );
}
