"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { EXEMPLAR_LIMITS } from "#lib/exemplars/exemplars.ts";
import { useReview } from "../review-context.tsx";
import { cancelEdit, saveEdit } from "../state/run-command.ts";

/** Lies over the row and grows downwards with the text, so that no row moves. */
export function RowEditor({ number, text }: { number: number; text: string }) {
  const t = useTranslations("review.grid");
  const context = useReview();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const grid = field.current?.closest<HTMLElement>("[role=grid]");
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    // The focus goes back where the keys of the grid work.
    return () => grid?.focus({ preventScroll: true });
  }, []);
  return (
    <div className="absolute inset-x-0 top-0 rounded-md border border-accent bg-surface shadow-raised">
      <textarea
        ref={field}
        dir="auto"
        aria-label={t("editText", { number })}
        defaultValue={text}
        maxLength={EXEMPLAR_LIMITS.text}
        className="block max-h-80 min-h-[42px] w-full resize-none rounded-md bg-transparent px-2 py-1 leading-[18px] outline-none [field-sizing:content]"
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === "Escape") cancelEdit(context);
          else if (event.key === "Enter" && !event.shiftKey) saveEdit(context, event.currentTarget.value);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
      <p className="truncate px-2 pb-1 text-xs text-muted">{t("editHint")}</p>
    </div>
  );
}
