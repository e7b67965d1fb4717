"use client";

import { X } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { isFiltered, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { Button } from "../../ui/form/button.tsx";
import { useHydrated } from "../../ui/use-hydrated.ts";
import { useReview, useReviewState } from "../review-context.tsx";
import { SEARCH_ID } from "../search-id.ts";
import { BarPopover } from "./bar-popover.tsx";
import { chipText } from "./fields/chip-text.ts";
import { FieldEditor } from "./fields/field-editor.tsx";
import { cleared, FIELD_IDS, FILTER_FIELDS, type FieldId, isActive } from "./fields/filter-fields.ts";
import { useValueName } from "./fields/use-field-values.ts";
import { useChangeFilter } from "./use-change-filter.ts";
import type { Counted } from "./use-counts.ts";

const TEXT = "min-w-0 truncate rounded-l-full py-0.5 pl-2.5";

/** What the filter asks for: each field to be changed or taken away by itself. */
export function FilterChips({ counted }: { counted: Counted }) {
  const t = useTranslations("review.filter");
  const format = useFormatter();
  const { screen } = useReview();
  const filter = useReviewState((state) => state.view.filter);
  const change = useChangeFilter();
  const nameOf = useValueName(counted.counts);
  // A field that is being changed keeps its place while it asks for nothing.
  const [open, setOpen] = useState<FieldId | null>(null);
  // The server does not know where the reviewer's days begin.
  const timeZone = useHydrated() ? Intl.DateTimeFormat().resolvedOptions().timeZone : "UTC";
  if (!isFiltered(filter) && open === null) return null;
  const shown = FIELD_IDS.filter((field) => isActive(filter, field) || field === open);
  return (
    <ul aria-label={t("active")} className="flex flex-wrap items-center gap-1.5">
      {shown.map((field) => {
        const text = chipText(filter, field, { t, format, nameOf, timeZone });
        return (
          <li
            key={field}
            className="inline-flex h-6 max-w-96 items-center rounded-full border border-line-strong bg-surface text-sm"
          >
            <ChipText
              field={field}
              text={text}
              counted={counted}
              onOpenChange={(opens) => setOpen(opens ? field : null)}
            />
            <button
              type="button"
              aria-label={t("remove", { filter: text })}
              title={t("remove", { filter: text })}
              className="rounded-full p-1 text-muted hover:bg-raised hover:text-text"
              onClick={() => {
                change(cleared(field));
                screen.focusRows();
              }}
            >
              <X aria-hidden className="size-3.5" />
            </button>
          </li>
        );
      })}
      <li>
        <Button
          size="small"
          variant="ghost"
          className="h-6"
          onClick={() => {
            change(NO_FILTER);
            screen.focusRows();
          }}
        >
          {t("clear")}
        </Button>
      </li>
    </ul>
  );
}

function ChipText({
  field,
  text,
  counted,
  onOpenChange,
}: {
  field: FieldId;
  text: string;
  counted: Counted;
  onOpenChange: (open: boolean) => void;
}) {
  const t = useTranslations("review.filter");
  const { editor } = FILTER_FIELDS[field];
  if (editor === "flag" || editor === "set") return <span className={TEXT}>{text}</span>;
  const label = t("change", { filter: text });
  const look = `${TEXT} hover:bg-raised`;
  if (editor === "text") {
    return (
      <button
        type="button"
        aria-label={label}
        className={look}
        onClick={() => document.getElementById(SEARCH_ID)?.focus()}
      >
        {text}
      </button>
    );
  }
  return (
    <BarPopover
      title={t(`fields.${field}`)}
      onOpenChange={onOpenChange}
      trigger={
        <button type="button" aria-label={label} title={text} className={look}>
          {text}
        </button>
      }
    >
      {(close) => <FieldEditor field={field} counted={counted} onDone={close} />}
    </BarPopover>
  );
}
