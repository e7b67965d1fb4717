"use client";

import { useTranslations } from "next-intl";
import type { RunState } from "#lib/runs/run-state.ts";

/** Speaks a change of the run's state, and nothing of what changes every second. */
export function StateAnnouncer({ number, state }: { number: number; state: RunState }) {
  const t = useTranslations("runs");
  return (
    <p aria-live="polite" className="sr-only">
      {t("run.announce", { number, state: t(`states.${state}`) })}
    </p>
  );
}
