import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Run, RunJudge } from "#lib/runs/runs.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { classNames } from "../../ui/class-names.ts";

/** What the run was started with. */
export function RunSettings({ run }: { run: Run }) {
  const t = useTranslations("runs");
  const format = useFormatter();
  const say = useTranslations("runJudge.settings");
  const nameOf = useEndpointName();
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
          <Entry name={t("run.endpoint")}>{nameOf(run.endpointName)}</Entry>
          <Entry name={t("run.prices")}>
            <Prices prices={run.prices} />
          </Entry>
        </>
      )}
      {run.judge && <Judge judge={run.judge} />}
      {(run.generator === "openai" || run.judge) && (
        <>
          <Entry name={t("run.concurrency")}>{format.number(run.concurrency)}</Entry>
          <Entry name={t("run.reuse")}>{t(run.reusesReplies ? "run.reuseYes" : "run.reuseNo")}</Entry>
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
      {run.judge && (
        <Entry name={say("rubric")} className="sm:col-span-2 lg:col-span-3">
          <p dir="auto" className="max-w-prose whitespace-pre-wrap">
            {run.judge.rubric}
          </p>
        </Entry>
      )}
    </dl>
  );
}

function Judge({ judge: { model, endpointName, prices } }: { judge: RunJudge }) {
  const t = useTranslations("runJudge.settings");
  const nameOf = useEndpointName();
  return (
    <>
      <Entry name={t("judge")}>{model}</Entry>
      <Entry name={t("endpoint")}>{nameOf(endpointName)}</Entry>
      <Entry name={t("prices")}>
        <Prices prices={prices} />
      </Entry>
    </>
  );
}

function Prices({ prices }: Pick<RunJudge, "prices">) {
  const t = useTranslations("runs.run");
  return prices ? t("pricesOf", { input: prices.input, output: prices.output }) : t("unknownCost");
}

function useEndpointName() {
  const t = useTranslations("runs");
  return (name: string | null) =>
    name === ENVIRONMENT ? t("generators.environment") : (name ?? t("run.endpointGone"));
}

function Entry({ name, className, children }: { name: string; className?: string; children: ReactNode }) {
  return (
    <div className={classNames("min-w-0", className)}>
      <dt className="text-sm text-muted">{name}</dt>
      <dd className="break-words tabular-nums">{children}</dd>
    </div>
  );
}
