import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Run } from "#lib/runs/runs.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";

/** What the run was started with. */
export function RunSettings({ run }: { run: Run }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const endpointName = run.endpointName === ENVIRONMENT ? t("generators.environment") : run.endpointName;
  const { calls, tokens, cost } = run.budget;
  const limits = [
    calls === null ? [] : t("run.limitOfCalls", { calls }),
    tokens === null ? [] : t("run.limitOfTokens", { tokens }),
    cost === null ? [] : t("run.limitOfCost", { cost }),
  ].flat();
  return (
    <dl className="grid gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
      <Entry name={t("run.recipe")}>
        {run.recipeName} {t("list.version", { version: run.recipeVersion })}
      </Entry>
      <Entry name={t("run.generator")}>
        {run.generator === "builtIn" ? t("generators.builtIn") : run.model}
      </Entry>
      {run.generator === "openai" && (
        <>
          <Entry name={t("run.endpoint")}>{endpointName ?? t("run.endpointGone")}</Entry>
          <Entry name={t("run.concurrency")}>{format.number(run.concurrency)}</Entry>
          <Entry name={t("run.reuse")}>{t(run.reusesReplies ? "run.reuseYes" : "run.reuseNo")}</Entry>
          <Entry name={t("run.prices")}>
            {run.prices
              ? t("run.pricesOf", { input: run.prices.input, output: run.prices.output })
              : t("run.unknownCost")}
          </Entry>
          <Entry name={t("run.limits")}>
            {limits.length > 0 ? format.list(limits, { type: "conjunction" }) : t("run.noLimits")}
          </Entry>
        </>
      )}
      <Entry name={t("run.goal")}>{t(`run.goals.${run.goal}`)}</Entry>
      <Entry name={t("run.seed")}>{String(run.seed)}</Entry>
      <Entry name={t("run.created")}>
        {format.dateTime(new Date(run.createdAt), {
          dateStyle: "medium",
          timeStyle: "short",
          timeZone: "UTC",
        })}{" "}
        UTC
      </Entry>
    </dl>
  );
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}
