"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { SlotOption } from "./slot-completion.ts";

const FEW = 12;

/** The slots, to be put into the template by a click. */
export function SlotButtons({
  slots,
  onInsert,
}: {
  slots: readonly SlotOption[];
  onInsert: (text: string) => void;
}) {
  const t = useTranslations("recipes.editor");
  const [all, setAll] = useState(false);
  const hidden = slots.length - FEW;
  return (
    <fieldset className="flex max-h-40 flex-wrap items-center gap-1 overflow-y-auto">
      <legend className="sr-only">{t("insert")}</legend>
      {(all ? slots : slots.slice(0, FEW)).map(({ name, detail }) => (
        <button
          key={name}
          type="button"
          title={detail}
          className="rounded border border-line-strong bg-surface px-1.5 font-mono text-xs leading-5 hover:bg-raised"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(`{{ ${name} }}`)}
        >
          {`{{ ${name} }}`}
        </button>
      ))}
      {hidden > 0 && (
        <button
          type="button"
          className="rounded px-1.5 text-xs leading-5 text-accent-text hover:bg-accent-wash"
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? t("fewerSlots") : t("moreSlots", { count: hidden })}
        </button>
      )}
    </fieldset>
  );
}
