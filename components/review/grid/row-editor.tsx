"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { EXEMPLAR_LIMITS } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { useReview } from "../review-context.tsx";
import { cancelEdit, saveEdit } from "../state/run-command.ts";

/** In the place of the text, as high as what is written. */
export function RowEditor({ number, text, isLarge }: { number: number; text: string; isLarge?: boolean }) {
  const t = useTranslations("review.grid");
  const context = useReview();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const rows = field.current?.closest<HTMLElement>("[data-rows]");
    field.current?.focus({ preventScroll: true });
    field.current?.select();
    // The focus goes back where the keys of the rows work.
    return () => rows?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={classNames("rounded-md border border-accent bg-surface", !isLarge && "my-1")}>
      <textarea
        ref={field}
        dir="auto"
        aria-label={t("editText", { number })}
        defaultValue={text}
        maxLength={EXEMPLAR_LIMITS.text}
        className={classNames(
          "block w-full resize-none rounded-md bg-transparent px-2 outline-none [field-sizing:content] [overflow-wrap:anywhere]",
          isLarge ? "min-h-24 py-2 leading-relaxed" : "min-h-9 py-1 leading-[18px]",
        )}
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
