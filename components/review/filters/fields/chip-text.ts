import type { useFormatter, useTranslations } from "next-intl";
import type { ExemplarFilter } from "#lib/exemplars/exemplar-views.ts";
import { chosenValues, type FieldId, isValueField, type ValueField } from "./filter-fields.ts";

/** How many values are named before the rest is counted. */
const NAMED = 2;
const LONGEST_VALUE = 40;

interface Words {
  t: ReturnType<typeof useTranslations<"review.filter">>;
  format: ReturnType<typeof useFormatter>;
  /** The name of a value as lists show it; null where it is not known, or no longer. */
  nameOf: (field: ValueField, key: string) => string | null;
  /** Where days begin and end. */
  timeZone?: string;
}

/** What one field of the filter asks for, in a few words. */
export function chipText(filter: ExemplarFilter, field: FieldId, words: Words): string {
  const { t } = words;
  if (isValueField(field)) {
    const names = chosenValues(filter, field).map(
      (key) => words.nameOf(field, key) ?? t(field === "label" ? "deletedLabel" : "unknownValue"),
    );
    const value = names.length === 0 ? t("anything") : listed(names, words);
    return t("chip", { field: t(`fields.${field}`), value });
  }
  switch (field) {
    case "text":
      return t(`chipText.${filter.textMode}`, { value: shortened(filter.text) });
    case "leak":
      return range(t("short.leak"), filter.leakFrom, filter.leakTo, words);
    case "similarity":
      return range(t("short.similarity"), filter.similarityFrom, filter.similarityTo, words);
    case "length":
      return range(t("fields.length"), filter.lengthFrom, filter.lengthTo, words);
    case "made":
      return days(t("fields.made"), filter.madeFrom, filter.madeTo, words);
    case "decided":
      return days(t("fields.decided"), filter.decidedFrom, filter.decidedTo, words);
    case "like":
      return filter.like === null ? t("fields.like") : t("chipLike", { number: String(filter.like) });
    default:
      return t(`fields.${field}`);
  }
}

function listed(names: string[], { t }: Words): string {
  const named = names.slice(0, NAMED).map(shortened).join(", ");
  const more = names.length - NAMED;
  return more > 0 ? t("chipMore", { named, more }) : named;
}

function shortened(text: string): string {
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1).trimEnd()}…` : text;
}

function range(field: string, from: number | null, to: number | null, { t, format }: Words): string {
  const written = (bound: number) => format.number(bound, { maximumFractionDigits: 4 });
  return bounded(field, from === null ? null : written(from), to === null ? null : written(to), t);
}

function days(field: string, from: string | null, to: string | null, { t, format, timeZone }: Words): string {
  const written = (moment: string) =>
    format.dateTime(new Date(moment), { dateStyle: "medium", ...(timeZone ? { timeZone } : {}) });
  const [first, last] = [from === null ? null : written(from), to === null ? null : written(to)];
  if (first !== null && first === last) return t("chip", { field, value: first });
  return bounded(field, first, last, t);
}

function bounded(field: string, from: string | null, to: string | null, t: Words["t"]): string {
  if (from === null && to === null) return t("chip", { field, value: t("anything") });
  if (from === null) return t("chipTo", { field, to: to ?? "" });
  return to === null ? t("chipFrom", { field, from }) : t("chipBetween", { field, from, to });
}
