"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import { NO_BUDGET } from "#lib/runs/budget.ts";
import { type EstimateBasis, estimateRun } from "#lib/runs/estimate/estimate.ts";
import { estimateBasisOptions } from "#lib/runs/estimate/estimate-query-options.ts";
import { measuredBy, type TriedPrompt } from "#lib/runs/estimate/trial.ts";
import { type RunForm, type StartRunInput, totalOf } from "#lib/runs/runs.ts";
import { Notice } from "../../../ui/feedback/notice.tsx";
import { Skeleton } from "../../../ui/feedback/skeleton.tsx";
import { EstimateBasisList } from "./estimate-basis-list.tsx";
import { EstimateFigures } from "./estimate-figures.tsx";
import { TightLimits } from "./tight-limits.tsx";
import { Trial } from "./trial.tsx";

type Prices = { input: number; output: number } | null;

interface Props {
  projectId: string;
  /** As it is typed: a number that is none is NaN. */
  input: StartRunInput;
  kind: RecipeKind;
  prices: Prices;
  /** Null: nobody judges, or none was chosen. */
  judge: { id: string; prices: Prices } | null;
  labels: RunForm["labels"];
}

/** What the run in the form will take, and what that rests on. */
export function EstimatePanel({ kind, ...props }: Props) {
  const t = useTranslations("runs.estimate");
  const id = useId();
  const { recipeVersionId, endpointId } = props.input;
  return (
    <section
      aria-labelledby={id}
      className="min-w-0 rounded-lg border border-line bg-raised p-4 min-[1100px]:sticky min-[1100px]:top-4 min-[1100px]:col-start-2 min-[1100px]:row-span-2 min-[1100px]:row-start-1 min-[1100px]:max-h-[calc(100dvh-5.5rem)] min-[1100px]:overflow-y-auto"
    >
      <h2 id={id} className="mb-3 font-medium">
        {t("title")}
      </h2>
      {kind === "prompt" && endpointId === null ? (
        <p className="text-muted">{t("noGenerator")}</p>
      ) : (
        // What was tried belongs to this recipe and this generator.
        <BasisOf key={`${recipeVersionId} ${endpointId}`} {...props} />
      )}
    </section>
  );
}

function BasisOf({ projectId, input, prices, judge, labels }: Omit<Props, "kind">) {
  const t = useTranslations("runs.estimate");
  const { recipeVersionId, endpointId } = input;
  const judgeEndpointId = judge?.id ?? null;
  const { data, error } = useQuery(
    estimateBasisOptions({ projectId, recipeVersionId, endpointId, judgeEndpointId }),
  );
  const [tried, setTried] = useState<TriedPrompt[] | null>(null);
  if (!data) {
    return error ? (
      <Notice kind="error" title={t("failed")}>
        {error.message}
      </Notice>
    ) : (
      <PanelSkeleton label={t("loading")} />
    );
  }
  return (
    <EstimateOf basis={withTrial(data, tried)} input={input} prices={prices} judge={judge}>
      {endpointId !== null && (
        <Trial
          ask={{ projectId, recipeVersionId, endpointId, targets: input.targets, seed: input.seed }}
          prices={prices}
          labels={labels}
          tried={tried}
          onTried={setTried}
        />
      )}
    </EstimateOf>
  );
}

/** Three prompts of this recipe tell more than any number of another's, and less than a run of its own. */
function withTrial(basis: EstimateBasis, tried: TriedPrompt[] | null): EstimateBasis {
  if (!tried || basis.measured?.from.kind === "recipe") return basis;
  return { ...basis, measured: measuredBy(tried) ?? basis.measured };
}

export function EstimateOf({
  basis,
  input,
  prices,
  judge,
  children,
}: Pick<Props, "input" | "prices" | "judge"> & { basis: EstimateBasis; children?: ReactNode }) {
  const t = useTranslations("runs.estimate");
  const say = useTranslations();
  const targets = input.targets.map(({ labelId, count }) => ({
    labelId,
    count: Number.isNaN(count) ? 0 : count,
  }));
  const { goal = "passing", budget = NO_BUDGET, concurrency, endpointId } = input;
  const asksModel = endpointId !== null;
  const estimate = estimateRun(
    {
      ...{ targets, goal, asksModel, prices },
      concurrency: Math.max(1, concurrency || 1),
      judge: judge && { rubric: input.judge?.rubric ?? "", prices: judge.prices },
    },
    basis,
  );
  return (
    <div className="flex flex-col gap-4">
      {basis.problem && (
        <Notice kind="warning" title={t("unfillable")}>
          {say(basis.problem.key as never, basis.problem.values as never)}
        </Notice>
      )}
      {totalOf(targets) === 0 ? (
        <p className="text-muted">{t("nothingAsked")}</p>
      ) : (
        <>
          <EstimateFigures estimate={estimate} asksModel={asksModel} />
          {(asksModel || judge) && <TightLimits budget={budget} estimate={estimate} />}
          <EstimateBasisList
            basis={basis}
            goal={goal}
            asksModel={asksModel}
            isPriced={prices !== null}
            isJudgePriced={Boolean(judge?.prices)}
            takesReplies={input.reusesReplies ?? true}
          />
        </>
      )}
      {children}
    </div>
  );
}

function PanelSkeleton({ label }: { label: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="sr-only">
        {label}
      </p>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} className="h-8 bg-surface" />
      ))}
    </div>
  );
}
