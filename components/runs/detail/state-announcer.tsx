"use client";

import { useTranslations } from "next-intl";
import type { RunPhase } from "#lib/runs/runs.ts";

/** Speaks a change of the run's state and that its judge is at work, and nothing of what changes every second. */
export function StateAnnouncer({ number, state }: { number: number; state: RunPhase }) {
  const t = useTranslations("runs");
  return (
    <p aria-live="polite" className="sr-only">
      {t("run.announce", { number, state: t(`states.${state}`) })}
    </p>
  );
}
