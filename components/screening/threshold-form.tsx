"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { defaultThresholds, type ScreeningThresholds } from "#lib/screening/screening.ts";
import { changeThresholdsAction } from "#lib/screening/screening-actions.ts";
import {
  type CountedScore,
  countFrom,
  lowestThresholds,
  type ScreeningState,
} from "#lib/screening/screening-inputs.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

const RULES = ["leak", "duplicate", "cosine", "wordEdit"] as const;
type Rule = keyof ScreeningThresholds;
type Entered = Record<Rule, string>;

/** The score that each threshold judges, and on which side. */
const JUDGED: Record<Rule, { score: CountedScore; sides: ("test" | "other")[] }> = {
  leak: { score: "probability", sides: ["test"] },
  duplicate: { score: "probability", sides: ["other"] },
  cosine: { score: "cosine", sides: ["test", "other"] },
  wordEdit: { score: "wordEdit", sides: ["test", "other"] },
};

const entered = (thresholds: ScreeningThresholds): Entered => ({
  leak: `${thresholds.leak}`,
  duplicate: `${thresholds.duplicate}`,
  cosine: `${thresholds.cosine}`,
  wordEdit: `${thresholds.wordEdit}`,
});
const isThreshold = (rule: Rule, value: number) => value >= lowestThresholds[rule] && value <= 1;

export function ThresholdForm({ projectId, state }: { projectId: string; state: ScreeningState }) {
  const t = useTranslations("screening");
  const say = useToast();
  const { run, pending, error } = useAction(changeThresholdsAction);
  const [values, setValues] = useState(() => entered(state.thresholds));
  const numbers = {
    leak: Number(values.leak),
    duplicate: Number(values.duplicate),
    cosine: Number(values.cosine),
    wordEdit: Number(values.wordEdit),
  };
  const isSaved = RULES.every((rule) => numbers[rule] === state.thresholds[rule]);
  const isValid = RULES.every((rule) => isThreshold(rule, numbers[rule]));
  const submit = () => {
    if (isValid) run({ projectId, thresholds: numbers }, () => say({ title: t("settings.saved") }));
  };
  return (
    <form action={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        {RULES.map((rule) => (
          <Field
            key={rule}
            label={t(`settings.${rule}`)}
            hint={
              <>
                {t(`settings.${rule}Hint`, { value: defaultThresholds[rule] })}
                <Preview rule={rule} threshold={numbers[rule]} state={state} />
              </>
            }
            error={isThreshold(rule, numbers[rule]) ? undefined : t(`errors.${rule}Threshold`)}
          >
            <Input
              type="number"
              inputMode="decimal"
              min={lowestThresholds[rule]}
              max={1}
              step={0.01}
              required
              value={values[rule]}
              onChange={(event) => setValues({ ...values, [rule]: event.target.value })}
              className="max-w-32 tabular-nums"
            />
          </Field>
        ))}
      </div>
      <p className="text-sm text-muted">
        {t("settings.exact")} <Basis state={state} />
      </p>
      {error && <Notice kind="error" title={error.message} />}
      <div className="flex items-center gap-2">
        <Button type="submit" variant="primary" disabled={pending || isSaved || !isValid}>
          {t("settings.save")}
        </Button>
        <Button disabled={pending} onClick={() => setValues(entered(defaultThresholds))}>
          {t("settings.defaults")}
        </Button>
        {pending && (
          <span role="status" className="text-muted">
            {t("settings.saving")}
          </span>
        )}
      </div>
    </form>
  );
}

interface PreviewProps {
  rule: Rule;
  threshold: number;
  state: ScreeningState;
}

/** How many exemplars this threshold would flag by itself, beside how many the saved one does. */
function Preview({ rule, threshold, state }: PreviewProps) {
  const t = useTranslations("screening.settings");
  const format = useFormatter();
  if (state.screened === 0 || !isThreshold(rule, threshold)) return null;
  const saved = state.thresholds[rule];
  const { score, sides } = JUDGED[rule];
  const found = (side: "test" | "other", from: number) =>
    sides.includes(side) ? countFrom(state.counts[side][score], from) : 0;
  return (
    <span aria-live="polite" className="mt-1 block tabular-nums text-text">
      {t("would", {
        value: format.number(threshold),
        leaks: found("test", threshold),
        others: found("other", threshold),
      })}
      {threshold !== saved && (
        <span className="block text-muted">
          {t("was", {
            leaks: format.number(found("test", saved)),
            others: format.number(found("other", saved)),
          })}
        </span>
      )}
    </span>
  );
}

/** On what the counts rest. */
function Basis({ state }: { state: ScreeningState }) {
  const t = useTranslations("screening.settings");
  const { screened, exemplars, hasTestSet } = state;
  return (
    <>
      {screened === 0 && t("none")}
      {screened > 0 && screened < exemplars && t("partly", { screened, exemplars })}{" "}
      {!hasTestSet && t("unknown")}
    </>
  );
}
