"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";
import { EXEMPLAR_STATUSES, type ExemplarCounts, FINDING_FILTERS } from "#lib/exemplars/exemplars.ts";
import { Button } from "../../ui/form/button.tsx";
import { Popover } from "../../ui/overlay/popover.tsx";
import { useReviewState } from "../review-context.tsx";
import { useSetView } from "../set-view.tsx";
import { type Choice, ChoiceList } from "./choice-list.tsx";
import { FindingStateChoice } from "./finding-state-choice.tsx";
import { LabelChoices } from "./label-choices.tsx";
import { ScoreRange } from "./score-range.tsx";

/** One popover for each field of the filter, with a count beside each value. */
export function FilterMenus({ counts }: { counts: ExemplarCounts }) {
  const t = useTranslations("review");
  const view = useReviewState((state) => state.view);
  const setView = useSetView();
  const { filter } = view;
  const change = (changed: Partial<ExemplarFilter>) =>
    setView({ ...view, filter: { ...filter, ...changed } });

  const statuses = EXEMPLAR_STATUSES.map((value) => ({
    value,
    name: t(`status.${value}`),
    count: counts.statuses[value],
  }));
  const runs = counts.runs.map(({ number, recipe, count }) => ({
    value: number,
    name: t("filter.runItem", { run: number, recipe: recipe.name, version: recipe.version }),
    count,
  }));
  const findings: Choice<(typeof FINDING_FILTERS)[number]>[] = FINDING_FILTERS.map((value) => ({
    value,
    name: t(`finding.${value}`),
    count: counts.findings[value],
  }));
  return (
    <>
      <FieldPopover title={t("filter.status")}>
        <ChoiceList
          legend={t("filter.status")}
          choices={statuses}
          chosen={filter.statuses}
          onChange={(chosen) => change({ statuses: chosen })}
        />
      </FieldPopover>
      <FieldPopover title={t("filter.label")}>
        <LabelChoices
          counts={counts.labels}
          chosen={filter.labelIds}
          onChange={(labelIds) => change({ labelIds })}
        />
      </FieldPopover>
      <FieldPopover title={t("filter.finding")}>
        <ChoiceList
          legend={t("filter.finding")}
          choices={findings}
          chosen={filter.findings}
          onChange={(chosen) => change({ findings: chosen })}
        />
        <FindingStateChoice
          state={filter.findingState}
          onChange={(findingState) => change({ findingState })}
        />
      </FieldPopover>
      <FieldPopover title={t("filter.leak")}>
        <ScoreRange
          from={filter.leakFrom}
          to={filter.leakTo}
          onChange={(leakFrom, leakTo) => change({ leakFrom, leakTo })}
        />
      </FieldPopover>
      <FieldPopover title={t("filter.similarity")}>
        <ScoreRange
          from={filter.similarityFrom}
          to={filter.similarityTo}
          onChange={(similarityFrom, similarityTo) => change({ similarityFrom, similarityTo })}
        />
      </FieldPopover>
      <FieldPopover title={t("filter.run")}>
        <ChoiceList
          legend={t("filter.run")}
          choices={runs}
          chosen={filter.runs}
          onChange={(chosen) => change({ runs: chosen })}
        />
      </FieldPopover>
    </>
  );
}

function FieldPopover({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Popover
      title={title}
      trigger={
        <Button size="small">
          {title}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </Button>
      }
    >
      {children}
    </Popover>
  );
}
