"use client";

import { MessageCircleQuestion } from "lucide-react";
import { useTranslations } from "next-intl";
import { costOf } from "#lib/runs/budget.ts";
import {
  TRIAL_PROMPTS,
  type TriedPrompt,
  type TryPromptsInput,
  tryPromptsInput,
} from "#lib/runs/estimate/trial.ts";
import { tryPromptsAction } from "#lib/runs/estimate/trial-actions.ts";
import type { RunForm } from "#lib/runs/runs.ts";
import { Notice } from "../../../ui/feedback/notice.tsx";
import { Button } from "../../../ui/form/button.tsx";
import { LabelTag } from "../../../ui/label-tag.tsx";
import { useAction } from "../../../ui/use-action.ts";
import { useMoney } from "../../use-amounts.ts";

interface Props {
  /** As it is typed. */
  ask: TryPromptsInput;
  prices: { input: number; output: number } | null;
  labels: RunForm["labels"];
  /** Null: not yet. */
  tried: TriedPrompt[] | null;
  onTried: (tried: TriedPrompt[]) => void;
}

/** A few prompts of the run, asked before it: what comes back and what it takes. */
export function Trial({ ask, prices, labels, tried, onTried }: Props) {
  const t = useTranslations("runs.estimate");
  const { run, pending, error } = useAction(tryPromptsAction);
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-3">
      <Button
        size="small"
        className="self-start"
        disabled={pending || !tryPromptsInput.safeParse(ask).success}
        icon={<MessageCircleQuestion aria-hidden className="size-4" />}
        onClick={() => run(ask, onTried)}
      >
        {pending ? t("trying") : t("try", { count: TRIAL_PROMPTS })}
      </Button>
      <p className="text-sm text-muted">{t("tryHint", { count: TRIAL_PROMPTS })}</p>
      {error && <Notice kind="error">{error.message}</Notice>}
      {tried && (
        <div role="status" className="flex flex-col gap-2">
          <p className="sr-only">{t("tried", { count: tried.length })}</p>
          <TriedPrompts tried={tried} prices={prices} labels={labels} />
        </div>
      )}
    </div>
  );
}

export function TriedPrompts({
  tried,
  prices,
  labels,
}: Pick<Props, "prices" | "labels"> & { tried: TriedPrompt[] }) {
  const say = useTranslations("runs");
  return (
    <ol className="flex flex-col gap-2">
      {tried.map((prompt, i) => {
        const { labelId, result } = prompt;
        const label = labels.find(({ id }) => id === labelId);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is replaced as a whole
          <li key={i} className="rounded-md border border-line bg-surface px-3 py-2">
            {label && <LabelTag name={label.name} colour={label.colour} />}
            {"text" in result ? (
              <p dir="auto" className="leading-relaxed break-words whitespace-pre-wrap">
                {result.text}
              </p>
            ) : (
              <p className="break-words text-leak">
                {say("estimate.triedFailed", { reason: say(`failures.${result.code}`) })}{" "}
                <span className="text-sm text-muted">{result.detail}</span>
              </p>
            )}
            <TriedFigures prompt={prompt} prices={prices} />
          </li>
        );
      })}
    </ol>
  );
}

function TriedFigures({ prompt, prices }: { prompt: TriedPrompt; prices: Props["prices"] }) {
  const t = useTranslations("runs.estimate");
  const money = useMoney();
  const { promptTokens, completionTokens, latencyMs } = prompt;
  if (latencyMs === null) return null;
  const isCounted = promptTokens !== null && completionTokens !== null;
  const cost = isCounted ? costOf({ promptTokens, completionTokens }, prices) : null;
  const figures = [
    t("triedLatency", { latency: latencyMs / 1000 }),
    isCounted ? t("triedTokens", { prompt: promptTokens, completion: completionTokens }) : t("tokensUnknown"),
    cost !== null && money(cost),
  ];
  return <p className="text-sm text-muted tabular-nums">{figures.filter(Boolean).join(" · ")}</p>;
}
