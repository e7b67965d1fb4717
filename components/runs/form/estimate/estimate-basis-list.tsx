"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type EstimateBasis, type Measured, passedOf } from "#lib/runs/estimate/estimate.ts";
import type { RunGoal } from "#lib/runs/runs.ts";

interface Props {
  basis: EstimateBasis;
  goal: RunGoal;
  asksModel: boolean;
  isPriced: boolean;
  isJudgePriced: boolean;
  takesReplies: boolean;
}

/** What each figure rests on, in sentences. */
export function EstimateBasisList(props: Props) {
  const { basis, goal, asksModel, isPriced, takesReplies } = props;
  const t = useTranslations("runs.estimate");
  const judgeSentences = useJudgeSentences();
  const measuredSentence = useMeasuredSentence();
  const { measured, promptTokens } = basis;
  const known = basis.yield;
  const passed = known ? passedOf(known, basis.judge !== null) : 0;
  const items =
    goal === "produced"
      ? t("goalProduced")
      : known
        ? t("yield", { passed, of: known.of, from: known.from, share: passed / known.of })
        : t("yieldUnknown");
  const writing = asksModel
    ? [
        measured ? measuredSentence(measured) : t("notMeasured"),
        measured && measured.completionTokens === null && t("notCounted"),
        (measured?.promptTokens ?? null) === null && promptTokens !== null && t("byLength"),
        !isPriced && t("noPrices"),
        takesReplies && t("replies"),
      ]
    : [t(basis.judge ? "builtInWrites" : "builtIn")];
  const sentences = [items, ...writing, ...judgeSentences(props)];
  return (
    <div>
      <h3 className="mb-1 text-sm font-medium">{t("basis")}</h3>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-sm text-muted">
        {sentences.map((sentence) => sentence && <li key={sentence}>{sentence}</li>)}
      </ul>
    </div>
  );
}

function useJudgeSentences() {
  const t = useTranslations("runJudge.estimate");
  const words = { project: "measured", model: "measuredReplies", length: "byLength" } as const;
  return ({ basis: { judge }, asksModel, isJudgePriced }: Props) =>
    judge
      ? [
          t("calls"),
          t(words[judge.from], { calls: judge.calls }),
          !isJudgePriced && t("noPrices"),
          asksModel && t("noTime"),
        ]
      : [];
}

function useMeasuredSentence() {
  const t = useTranslations("runs.estimate");
  const format = useFormatter();
  return ({ answers, completionTokens, from }: Measured) => {
    switch (from.kind) {
      case "recipe":
        return t("measuredRecipe", {
          answers,
          runs: from.runs.length,
          numbers: format.list(from.runs.map(String)),
        });
      case "model":
        return t("measuredModel", { answers, hasTokens: completionTokens === null ? "no" : "yes" });
      case "trial":
        return t("measuredTrial", { answers });
    }
  };
}
