"use client";

import { useTranslations } from "next-intl";
import { markedParts } from "#lib/recipes/drafts/marked-parts.ts";
import type { ItemMark } from "#lib/recipes/recipes.ts";

/** A filled text with the slots' values told apart from the template. */
export function MarkedText({
  text,
  marks,
}: {
  text: string;
  marks: readonly Pick<ItemMark, "slot" | "from" | "to">[];
}) {
  const t = useTranslations("recipes.preview");
  return (
    <p className="leading-relaxed break-words whitespace-pre-wrap">
      {markedParts(text, marks).map(({ from, text: part, slot }) =>
        slot === null ? (
          <span key={from}>{part}</span>
        ) : (
          <mark
            key={from}
            title={t("slot", { slot })}
            className="rounded-[3px] bg-accent-wash box-decoration-clone text-accent-text"
          >
            {part}
          </mark>
        ),
      )}
    </p>
  );
}
