"use client";

import { useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { hitsIn } from "../layouts/search-hits.ts";
import { useWholeText } from "../layouts/use-whole-text.ts";
import { useReview } from "../review-context.tsx";
import { missingCharacters } from "../state/rows/cut-text.ts";
import { RowMarks } from "./row-marks.tsx";

/** A shorter text is closed by a click on it, its end being near. */
const LONG = 300;

interface Props {
  row: ExemplarRow;
  isQuiet: boolean;
  pattern: RegExp | null;
}

/** The beginning of the text on two lines; a click opens it where it is cut off. */
export function ClampedText({ row, isQuiet, pattern }: Props) {
  const t = useTranslations("review.grid");
  const { store } = useReview();
  const more = missingCharacters(row);
  return (
    <div className="flex h-full items-center">
      <p
        dir="auto"
        data-text={more > 0 ? "cut" : ""}
        className={classNames(
          "line-clamp-2 min-w-0 leading-[18px] [overflow-wrap:anywhere]",
          isQuiet && "text-muted",
        )}
      >
        <HitText text={row.text} pattern={pattern} />
      </p>
      {more > 0 && (
        <button
          type="button"
          tabIndex={-1}
          onClick={() => store.toggleOpen(row.id)}
          title={t("openTextHint")}
          className="ml-1.5 shrink-0 self-end rounded px-1 pb-1 text-xs text-muted tabular-nums hover:text-text"
        >
          <span aria-hidden>{t("more", { count: more })}</span>
          <span className="sr-only">{t("openText", { number: row.number })}</span>
        </button>
      )}
      <RowMarks row={row} />
    </div>
  );
}

/** All of the text, as its author broke the lines. */
export function OpenText({ row, isQuiet, pattern }: Props) {
  const t = useTranslations("review.grid");
  const { store } = useReview();
  const { text, error, retry } = useWholeText(row);
  return (
    <div className="flex min-h-[43px] items-center py-[3px]">
      <div className="min-w-0 flex-1">
        <p
          dir="auto"
          data-text="open"
          className={classNames(
            "max-w-[80ch] leading-[18px] whitespace-pre-wrap [overflow-wrap:anywhere]",
            isQuiet && "text-muted",
          )}
        >
          <HitText text={text} pattern={pattern} />
        </p>
        {error && (
          <p className="mt-1 text-leak">
            {t("wholeFailed")}{" "}
            <button type="button" tabIndex={-1} className="underline" onClick={retry}>
              {t("retry")}
            </button>
          </p>
        )}
        {text.length > LONG && (
          <button
            type="button"
            tabIndex={-1}
            onClick={() => store.toggleOpen(row.id)}
            className="mt-1 mb-1 rounded text-xs text-muted hover:text-text"
          >
            {t("closeText")}
          </button>
        )}
      </div>
      <RowMarks row={row} />
    </div>
  );
}

/** A text with what was searched for marked in it. */
export function HitText({ text, pattern }: { text: string; pattern: RegExp | null }) {
  const hits = hitsIn(text, pattern);
  if (hits.length === 0) return text;
  const parts: React.ReactNode[] = [];
  let at = 0;
  for (const [from, to] of hits) {
    parts.push(
      text.slice(at, from),
      <mark key={from} className="rounded-[2px] bg-accent/35 text-inherit">
        {text.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  return [...parts, text.slice(at)];
}
