"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import { trimMarked } from "#lib/recipes/drafts/marked-parts.ts";
import type { PreviewItem } from "#lib/recipes/drafts/preview-items.ts";
import type { PlanningLabel } from "#lib/recipes/planning/planning.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { MarkedText } from "./marked-text.tsx";

/** One exemplar before it is made: for whom, and what is filled in; of a grammar also what becomes of it. */
export const PreviewItemCard = memo(function PreviewItemCard({
  item,
  label,
  isPrompt,
}: {
  item: PreviewItem;
  label: PlanningLabel | undefined;
  isPrompt: boolean;
}) {
  const t = useTranslations("recipes.preview");
  const parts = item.messages.map(({ role, content }, message) => {
    const marks = item.marks.filter((mark) => mark.message === message);
    return { role, ...(isPrompt ? { text: content, marks } : trimMarked(content, marks)) };
  });
  return (
    <div className="rounded-md border border-line bg-surface px-3 py-2">
      <div className="mb-1 flex items-center justify-between gap-3 text-sm">
        {label && <LabelTag name={label.name} colour={label.colour} />}
        <span className="shrink-0 text-muted tabular-nums">
          {t("position", { number: item.position + 1 })}
        </span>
      </div>
      <div className="flex flex-col gap-2">
        {parts.map(({ role, text, marks }) => (
          <div key={role}>
            {isPrompt && <p className="text-xs font-medium text-muted">{t(`roles.${role}`)}</p>}
            {item.augmented !== null && <p className="text-xs font-medium text-muted">{t("filled")}</p>}
            <MarkedText text={text} marks={marks} />
          </div>
        ))}
        {item.augmented !== null && (
          <div>
            <p className="text-xs font-medium text-muted">{t("augmented")}</p>
            <p className="leading-relaxed break-words whitespace-pre-wrap">{item.augmented}</p>
          </div>
        )}
      </div>
    </div>
  );
});
