"use client";

import { ChevronLeft, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../ui/form/button.tsx";
import { Kbd } from "../../ui/kbd.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { FILTER_ID } from "../search-id.ts";
import { keysOf } from "../state/keys/commands.ts";
import { BarPopover } from "./bar-popover.tsx";
import { FieldEditor } from "./fields/field-editor.tsx";
import {
  chosenValues,
  type FieldId,
  type FlagField,
  isActive,
  isFlagField,
  isValueField,
  OFFERED_FIELDS,
  toggled,
  type ValueField,
} from "./fields/filter-fields.ts";
import { OptionList } from "./fields/option-list.tsx";
import type { Option } from "./fields/option-row.tsx";
import { useFieldValues } from "./fields/use-field-values.ts";
import { useChangeFilter } from "./use-change-filter.ts";
import type { Counted } from "./use-counts.ts";

/** All fields to filter by, then the values of one; typing finds fields and values alike. */
export function FilterButton({ counted }: { counted: Counted }) {
  const t = useTranslations("review.filter");
  const [key] = keysOf(useReview().keymap, "filter");
  const [field, setField] = useState<FieldId | null>(null);
  return (
    <BarPopover
      title={t("add")}
      onOpenChange={(open) => open && setField(null)}
      trigger={
        <Button
          id={FILTER_ID}
          size="small"
          icon={<Plus aria-hidden className="size-3.5" />}
          {...(key ? { hint: key } : {})}
        >
          {t("add")}
        </Button>
      }
    >
      {(close) =>
        field === null ? (
          <FieldList counted={counted} onChoose={setField} />
        ) : (
          <>
            <button
              type="button"
              // Escape does the same from wherever the focus is in here.
              tabIndex={-1}
              title={t("back")}
              onClick={() => setField(null)}
              className="mb-1 flex h-6 w-full items-center gap-1 rounded px-1 text-sm font-medium hover:bg-raised"
            >
              <ChevronLeft aria-hidden className="size-3.5 text-muted" />
              <span className="flex-1 truncate text-left">{t(`fields.${field}`)}</span>
              <Kbd>Esc</Kbd>
            </button>
            <FieldEditor field={field} counted={counted} onDone={close} onBack={() => setField(null)} />
          </>
        )
      }
    </BarPopover>
  );
}

type Target =
  | { kind: "field"; field: FieldId }
  | { kind: "flag"; field: FlagField }
  | { kind: "value"; field: ValueField; key: string };

function FieldList({ counted, onChoose }: { counted: Counted; onChoose: (field: FieldId) => void }) {
  const t = useTranslations("review.filter");
  const filter = useReviewState((state) => state.view.filter);
  const change = useChangeFilter();
  const valuesOf = useFieldValues(counted.counts);
  const targets = new Map<string, Target>();
  const options: Option[] = [];
  const add = (target: Target, option: Omit<Option, "key">) => {
    const key = target.kind === "value" ? `${target.field} ${target.key}` : target.field;
    targets.set(key, target);
    options.push({ key, ...option });
  };
  for (const field of OFFERED_FIELDS) {
    const name = t(`fields.${field}`);
    if (isFlagField(field)) {
      add({ kind: "flag", field }, { name, chosen: isActive(filter, field), count: counted.counts[field] });
    } else add({ kind: "field", field }, { name, leads: true });
  }
  // Found by typing: a value without the way through its field.
  for (const field of OFFERED_FIELDS.filter(isValueField)) {
    const chosen = chosenValues(filter, field);
    for (const { key, name, count } of valuesOf(field)) {
      add(
        { kind: "value", field, key },
        {
          name: t("chip", { field: t(`fields.${field}`), value: name }),
          hidden: true,
          chosen: chosen.includes(key),
          count,
        },
      );
    }
  }
  return (
    <OptionList
      title={t("add")}
      placeholder={t("find")}
      searched
      options={options}
      empty={t("noField")}
      isStale={counted.isStale}
      onPick={(key) => {
        const target = targets.get(key);
        if (!target) return;
        if (target.kind === "field") onChoose(target.field);
        else if (target.kind === "value") change(toggled(filter, target.field, target.key));
        else change({ [target.field]: isActive(filter, target.field) ? null : true });
      }}
    />
  );
}
