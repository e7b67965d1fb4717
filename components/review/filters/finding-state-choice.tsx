"use client";

import { useTranslations } from "next-intl";
import { FINDING_STATES, type FindingState } from "#lib/exemplars/exemplars.ts";

/** Any, open or overridden: one of the three. */
export function FindingStateChoice({
  state,
  onChange,
}: {
  state: FindingState | null;
  onChange: (state: FindingState | null) => void;
}) {
  const t = useTranslations("review");
  return (
    <fieldset className="mt-1 flex gap-3 border-t border-line px-1.5 pt-2">
      <legend className="sr-only">{t("filter.findingState")}</legend>
      {[null, ...FINDING_STATES].map((value) => (
        <label key={value} className="inline-flex items-center gap-1.5">
          <input
            type="radio"
            name="finding-state"
            className="accent-(--accent)"
            checked={state === value}
            onChange={() => onChange(value)}
          />
          {value ? t(`findingState.${value}`) : t("filter.anyState")}
        </label>
      ))}
    </fieldset>
  );
}
