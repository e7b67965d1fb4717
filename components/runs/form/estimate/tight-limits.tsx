"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { Budget } from "#lib/runs/budget.ts";
import type { Estimate } from "#lib/runs/estimate/estimate.ts";
import { tightLimits } from "#lib/runs/estimate/tight-limits.ts";
import { Notice } from "../../../ui/feedback/notice.tsx";

/** Says before the start that the run will stop before its goal. */
export function TightLimits({ budget, estimate }: { budget: Budget; estimate: Estimate }) {
  const t = useTranslations("runs.estimate");
  const format = useFormatter();
  const limits = tightLimits(budget, estimate);
  if (limits.length === 0) return null;
  const words = { calls: "tightCalls", tokens: "tightTokens", cost: "tightCost" } as const;
  return (
    <Notice kind="warning" title={t("tightTitle")}>
      {limits.map(({ kind, share }) => (
        <p key={kind}>
          {t(words[kind], {
            share: format.number(share, { style: "percent", maximumSignificantDigits: 2 }),
          })}
        </p>
      ))}
      <p>{t("tightHint")}</p>
    </Notice>
  );
}
