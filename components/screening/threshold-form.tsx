"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { defaultThresholds, type ScreeningThresholds } from "#lib/screening/screening.ts";
import { changeThresholdsAction } from "#lib/screening/screening-actions.ts";
import { countFrom, lowestThreshold, type ScreeningState } from "#lib/screening/screening-inputs.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

const DETECTORS = ["cosine", "characterGrams", "wordEdit"] as const;
type Graded = keyof ScreeningThresholds;
type Entered = Record<Graded, string>;

const entered = (thresholds: ScreeningThresholds): Entered => ({
  cosine: `${thresholds.cosine}`,
  characterGrams: `${thresholds.characterGrams}`,
  wordEdit: `${thresholds.wordEdit}`,
});
const isThreshold = (value: number) => value >= lowestThreshold && value <= 1;

export function ThresholdForm({ projectId, state }: { projectId: string; state: ScreeningState }) {
  const t = useTranslations("screening");
  const say = useToast();
  const { run, pending, error } = useAction(changeThresholdsAction);
  const [values, setValues] = useState(() => entered(state.thresholds));
  const numbers = {
    cosine: Number(values.cosine),
    characterGrams: Number(values.characterGrams),
    wordEdit: Number(values.wordEdit),
  };
  const isSaved = DETECTORS.every((detector) => numbers[detector] === state.thresholds[detector]);
  const isValid = DETECTORS.every((detector) => isThreshold(numbers[detector]));
  const submit = () => {
    if (isValid) run({ projectId, thresholds: numbers }, () => say({ title: t("settings.saved") }));
  };
  return (
    <form action={submit} className="flex flex-col gap-4">
      <div className="grid gap-4 md:grid-cols-3">
        {DETECTORS.map((detector) => (
          <Field
            key={detector}
            label={t(`settings.${detector}`)}
            hint={
              <>
                {t(`settings.${detector}Hint`, { value: defaultThresholds[detector] })}
                <Preview detector={detector} threshold={numbers[detector]} state={state} />
              </>
            }
            error={isThreshold(numbers[detector]) ? undefined : t("errors.threshold")}
          >
            <Input
              type="number"
              inputMode="decimal"
              min={lowestThreshold}
              max={1}
              step={0.01}
              required
              value={values[detector]}
              onChange={(event) => setValues({ ...values, [detector]: event.target.value })}
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
  detector: Graded;
  threshold: number;
  state: ScreeningState;
}

/** How many exemplars this threshold would flag, beside how many the saved one does. */
function Preview({ detector, threshold, state }: PreviewProps) {
  const t = useTranslations("screening.settings");
  const format = useFormatter();
  if (state.screened === 0 || !isThreshold(threshold)) return null;
  const saved = state.thresholds[detector];
  const { test, other } = state.counts;
  return (
    <span aria-live="polite" className="mt-1 block tabular-nums text-text">
      {t("would", {
        value: format.number(threshold),
        leaks: countFrom(test[detector], threshold),
        others: countFrom(other[detector], threshold),
      })}
      {threshold !== saved && (
        <span className="block text-muted">
          {t("was", {
            leaks: format.number(countFrom(test[detector], saved)),
            others: format.number(countFrom(other[detector], saved)),
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
