"use client";

import { useTranslations } from "next-intl";
import type { Natural } from "#lib/screening/calibration/calibration.ts";
import { countFrom, type ExemplarCounts } from "#lib/screening/calibration/exemplar-counts.ts";
import type { Draft } from "#lib/screening/calibration/threshold-draft.ts";
import { areSame, isThreshold } from "#lib/screening/calibration/threshold-draft.ts";
import type { ScreeningThresholds } from "#lib/screening/screening.ts";
import { changeThresholdsAction } from "#lib/screening/screening-actions.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { Button } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { RateChoice } from "./rate-choice.tsx";
import { ThresholdInput } from "./threshold-input.tsx";

const RULES = ["leak", "cosine", "wordEdit", "duplicate"] as const;

interface Props {
  projectId: string;
  saved: Draft;
  draft: Draft;
  /** Null where nothing is measured. */
  natural: Natural | null;
  counts: ExemplarCounts;
  onChange(draft: Draft): void;
  onSet(rule: keyof ScreeningThresholds, value: number): void;
}

export function ThresholdForm({ projectId, saved, draft, natural, counts, onChange, onSet }: Props) {
  const t = useTranslations("calibration.form");
  const say = useToast();
  const { run, pending, error } = useAction(changeThresholdsAction);
  const { thresholds, rate } = draft;
  const isSaved = areSame(thresholds, saved.thresholds) && rate === saved.rate;
  const isValid = RULES.every((rule) => isThreshold(rule, thresholds[rule]));
  const save = () => {
    if (!isValid) return;
    run({ projectId, thresholds, falseAlarmRate: rate }, () => say({ title: t("saved") }));
  };
  return (
    <form action={save} className="flex flex-col gap-4">
      {natural && <RateChoice natural={natural} saved={saved} draft={draft} onChange={onChange} />}
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
        {RULES.map((rule) => (
          <ThresholdInput
            key={rule}
            rule={rule}
            value={thresholds[rule]}
            onChange={(value) => onSet(rule, value)}
          />
        ))}
      </div>
      <p className="text-sm text-muted tabular-nums">
        {t("duplicateHint", { count: countFrom(counts.duplicate, thresholds.duplicate) })}
      </p>
      {error && <Notice kind="error" title={error.message} />}
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" disabled={pending || isSaved || !isValid}>
          {t("save")}
        </Button>
        <Button disabled={pending || isSaved} onClick={() => onChange(saved)}>
          {t("reset")}
        </Button>
        <span role="status" className="text-sm text-muted">
          {pending ? t("saving") : !isSaved && t("unsaved")}
        </span>
      </div>
    </form>
  );
}
