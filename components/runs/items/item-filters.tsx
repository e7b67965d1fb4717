"use client";

import { useTranslations } from "next-intl";
import { RUN_ITEM_STATES, type RunItemFilter } from "#lib/runs/items/run-items.ts";
import type { ItemFailureCode, LabelProgress } from "#lib/runs/runs.ts";
import { Field } from "../../ui/form/field.tsx";
import { Select } from "../../ui/form/input.tsx";

interface Props {
  filter: RunItemFilter;
  labels: LabelProgress[];
  reasons: ItemFailureCode[];
  onChange: (filter: RunItemFilter) => void;
}

export function ItemFilters({ filter, labels, reasons, onChange }: Props) {
  const t = useTranslations("runs");
  // A reason that stands in the address is shown, even where no item has it any more.
  const shown = filter.reason && !reasons.includes(filter.reason) ? [...reasons, filter.reason] : reasons;
  return (
    <search aria-label={t("items.filter")} className="grid gap-3 sm:grid-cols-3">
      <Field label={t("items.state")}>
        <Select
          value={filter.state ?? ""}
          onChange={({ target }) =>
            onChange({ ...filter, state: RUN_ITEM_STATES.find((state) => state === target.value) ?? null })
          }
        >
          <option value="">{t("items.everyState")}</option>
          {RUN_ITEM_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`items.states.${state}`)}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("items.label")}>
        <Select
          value={filter.labelId ?? ""}
          onChange={({ target }) => onChange({ ...filter, labelId: target.value || null })}
        >
          <option value="">{t("items.everyLabel")}</option>
          {labels.map(({ labelId, name }) => (
            <option key={labelId} value={labelId}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={t("items.reason")}>
        <Select
          value={filter.reason ?? ""}
          disabled={shown.length === 0}
          onChange={({ target }) =>
            onChange({ ...filter, reason: shown.find((reason) => reason === target.value) ?? null })
          }
        >
          <option value="">{t("items.everyReason")}</option>
          {shown.map((reason) => (
            <option key={reason} value={reason}>
              {t(`failures.${reason}`)}
            </option>
          ))}
        </Select>
      </Field>
    </search>
  );
}
