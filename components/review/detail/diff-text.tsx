import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { diffWords } from "#lib/core/word-diff.ts";

/** How a text became another: removed words struck through, added ones underlined, not by colour alone. */
export function DiffText({ before, after }: { before: string; after: string }) {
  const t = useTranslations("review.details");
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  let from = 0;
  return (
    <p dir="auto" className="leading-relaxed whitespace-pre-wrap [overflow-wrap:anywhere]">
      {parts.map(({ kind, text }) => {
        const key = from;
        from += text.length;
        if (kind === "same") return <span key={key}>{text}</span>;
        return kind === "removed" ? (
          <del key={key} className="rounded-sm bg-leak-wash text-leak line-through decoration-1">
            <span className="sr-only">{t("before")} </span>
            {text}
          </del>
        ) : (
          <ins
            key={key}
            className="rounded-sm bg-accent-wash font-medium text-accent-text underline decoration-2 underline-offset-3"
          >
            <span className="sr-only">{t("after")} </span>
            {text}
          </ins>
        );
      })}
    </p>
  );
}
