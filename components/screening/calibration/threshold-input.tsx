"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { isThreshold } from "#lib/screening/calibration/threshold-draft.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { lowestThresholds } from "#lib/screening/screening-inputs.ts";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

interface Props {
  rule: keyof ScreeningThresholds;
  value: number;
  onChange(value: number): void;
}

/** The raw number. What is being typed counts once it is a threshold; until then the last one stands. */
export function ThresholdInput({ rule, value, onChange }: Props) {
  const t = useTranslations("calibration.form");
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? `${value}`;
  const isTyping = typed !== null && !isThreshold(rule, Number(typed || Number.NaN));
  const range = t("range", { low: lowestThresholds[rule] });
  return (
    // The same words as hint and as error: nothing moves while one is on the way to the buttons.
    <Field label={t(rule)} hint={range} error={isTyping ? range : undefined}>
      <Input
        type="number"
        inputMode="decimal"
        min={lowestThresholds[rule]}
        max={1}
        step="any"
        value={shown}
        onChange={(event) => {
          setTyped(event.target.value);
          const entered = Number(event.target.value || Number.NaN);
          if (isThreshold(rule, entered)) onChange(entered);
        }}
        onBlur={() => setTyped(null)}
        className="max-w-32 tabular-nums"
      />
    </Field>
  );
}
