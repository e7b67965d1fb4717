"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { slotCountsOptions } from "#lib/exemplars/exemplar-query-options.ts";
import { LabelTag } from "../../../ui/label-tag.tsx";
import { useReview, useReviewState } from "../../review-context.tsx";
import { useChangeFilter } from "../use-change-filter.ts";
import type { Counted } from "../use-counts.ts";
import { chosenValues, entryKey, toggled, type ValueField } from "./filter-fields.ts";
import { OptionList } from "./option-list.tsx";
import type { Option } from "./option-row.tsx";
import { useFieldValues, useValueName } from "./use-field-values.ts";

interface Props {
  field: ValueField;
  counted: Counted;
  onBack?: (() => void) | undefined;
}

/** From how many values on typing helps. */
const SEARCHED_FROM = 9;

/** The values of a field to tick, each with how many exemplars it would leave. */
export function ValueEditor(props: Props) {
  return props.field === "entry" ? <EntryEditor {...props} /> : <CountedEditor {...props} />;
}

function CountedEditor({ field, counted, onBack }: Props) {
  const { labels } = useReview();
  const values = useFieldValues(counted.counts)(field);
  const colours = new Map(labels.map(({ id, colour }) => [id, colour]));
  const options = values.map(({ key, name, count }) => {
    const colour = field === "label" ? colours.get(key) : undefined;
    return { key, name, count, ...(colour ? { look: <LabelTag name={name} colour={colour} /> } : {}) };
  });
  return <Values field={field} options={options} counted={counted} onBack={onBack} />;
}

/** The values that slots were filled with: asked for when they are looked at, for there may be many. */
function EntryEditor({ field, counted, onBack }: Props) {
  const t = useTranslations("review.filter");
  const { projectId } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const { data, error, isPlaceholderData } = useQuery(slotCountsOptions(projectId, filter));
  const nameOf = useValueName(counted.counts);
  if (error && !data) {
    return <p className="p-2 text-sm text-leak">{t("slotsFailed", { message: error.message })}</p>;
  }
  // By slot: those with a chosen value come first from the server, and would jump under the reader's eyes.
  const found = (data ?? [])
    .toSorted((a, b) => (a.slot < b.slot ? -1 : 1))
    .flatMap(({ slot, values }) =>
      values.map(({ value, count }) => ({ key: entryKey({ slot, value }), count })),
    );
  // What is chosen stays to be taken away, also where nothing of the result holds it.
  const lost = chosenValues(filter, field).filter((key) => !found.some((value) => value.key === key));
  const options = [...found, ...lost.map((key) => ({ key, count: data ? 0 : null }))].map((value) => ({
    ...value,
    name: nameOf("entry", value.key) ?? value.key,
  }));
  const more = (data ?? []).reduce((sum, slot) => sum + slot.more, 0);
  return (
    <>
      <Values
        field={field}
        options={options}
        counted={{ ...counted, isStale: isPlaceholderData }}
        onBack={onBack}
        isLoading={!data}
      />
      {more > 0 && (
        <p className="max-w-72 px-2 pt-1 text-sm text-muted">{t("furtherValues", { count: more })}</p>
      )}
    </>
  );
}

function Values({
  field,
  options,
  counted,
  onBack,
  isLoading = false,
}: Props & { options: Option[]; isLoading?: boolean }) {
  const t = useTranslations("review.filter");
  const filter = useReviewState((state) => state.view.filter);
  const change = useChangeFilter();
  const chosen = new Set(chosenValues(filter, field));
  return (
    <OptionList
      title={t(`fields.${field}`)}
      options={options.map((option) => ({ ...option, chosen: chosen.has(option.key) }))}
      many={field !== "findingState"}
      searched={field === "entry" || options.length >= SEARCHED_FROM}
      empty={isLoading ? t("loading") : t("noValues")}
      isStale={counted.isStale}
      onPick={(key) => change(toggled(filter, field, key))}
      onBack={onBack}
    />
  );
}
