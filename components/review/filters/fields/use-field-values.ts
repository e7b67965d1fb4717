"use client";

import { useTranslations } from "next-intl";
import { JUDGE_SCORE_FILTERS, JUDGED_FILTERS } from "#lib/exemplars/exemplar-views.ts";
import {
  EXEMPLAR_STATUSES,
  type ExemplarCounts,
  FINDING_FILTERS,
  FINDING_STATES,
} from "#lib/exemplars/exemplars.ts";
import { useReview } from "../../review-context.tsx";
import { entryOf, type ValueField } from "./filter-fields.ts";

/** A value as lists show it; entries have none here, they are asked for when they are looked at. */
export interface Value {
  key: string;
  name: string;
  /** Null where it is not counted. */
  count: number | null;
}

/** The values that a field offers, each with how many exemplars it would leave. */
export function useFieldValues(counts: ExemplarCounts): (field: ValueField) => Value[] {
  const t = useTranslations("review");
  const { labels } = useReview();
  return (field) => {
    switch (field) {
      case "status":
        return EXEMPLAR_STATUSES.map((key) => ({
          key,
          name: t(`status.${key}`),
          count: counts.statuses[key],
        }));
      case "label":
        return labels.map(({ id, name }) => ({ key: id, name, count: counts.labels[id] ?? 0 }));
      case "judged":
        return JUDGED_FILTERS.map((key) => ({
          key,
          name: t(`filter.judged.${key}`),
          count: counts.judged[key],
        }));
      case "judgeScore":
        return JUDGE_SCORE_FILTERS.map((key) => ({
          key,
          name: t("filter.judgeScore", { score: key }),
          count: counts.judgeScores[key],
        }));
      case "finding":
        return FINDING_FILTERS.map((key) => ({
          key,
          name: t(`finding.${key}`),
          count: counts.findings[key],
        }));
      case "findingState":
        return FINDING_STATES.map((key) => ({ key, name: t(`findingState.${key}`), count: null }));
      case "run":
        return counts.runs.map(({ number, recipe, count }) => ({
          key: String(number),
          name: t("filter.run", { run: String(number), recipe: recipe.name, version: recipe.version }),
          count,
        }));
      case "recipeVersion":
        return counts.recipeVersions.map(({ id, recipe, count }) => ({
          key: id,
          name: t("filter.recipeVersion", { recipe: recipe.name, version: recipe.version }),
          count,
        }));
      case "reviewer":
        return counts.reviewers.map(({ id, name, count }) => ({ key: id, name, count }));
      case "entry":
        return [];
    }
  };
}

/** The name of a value; null where it is not known, or no longer. */
export function useValueName(counts: ExemplarCounts): (field: ValueField, key: string) => string | null {
  const t = useTranslations("review.filter");
  const valuesOf = useFieldValues(counts);
  return (field, key) => {
    if (field !== "entry") return valuesOf(field).find((value) => value.key === key)?.name ?? null;
    const { slot, value } = entryOf(key);
    return t("entry", { slot, value: value === "" ? t("emptyEntry") : value });
  };
}
