"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { TEXT_MODES, type TextMode } from "#lib/exemplars/exemplar-views.ts";
import { EXEMPLAR_LIMITS } from "#lib/exemplars/exemplars.ts";
import { classNames } from "../../ui/class-names.ts";
import { Input } from "../../ui/form/input.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { SEARCH_ID } from "../search-id.ts";
import { useChangeFilter } from "./use-change-filter.ts";

const AFTER_MS = 250;
const SIGNS: Record<TextMode, string> = { words: "ab", exact: "“ ”", regex: ".*" };

/** Searches in the texts, a moment after the last key or at once on Enter, in one of three ways. */
export function TextSearch({ countsError }: { countsError: string | null }) {
  const t = useTranslations("review.filter");
  const { screen } = useReview();
  const asked = useReviewState((state) => state.view.filter.text);
  const askedMode = useReviewState((state) => state.view.filter.textMode);
  const loadError = useReviewState((state) => state.loadError);
  const change = useChangeFilter();
  const errorId = useId();
  const [typed, setTyped] = useState({ text: asked, mode: askedMode, sent: asked });
  const { text, mode, sent } = typed;
  // Asked for elsewhere: a chip was taken away, a saved view opened, the browser went back.
  if (asked !== sent) setTyped({ text: asked, mode: asked === "" ? mode : askedMode, sent: asked });

  const send = (next: string, how: TextMode) => {
    setTyped({ text: next, mode: how, sent: next });
    change({ text: next, textMode: how });
  };
  useEffect(() => {
    if (text === sent) return;
    const timer = setTimeout(() => {
      setTyped((now) => ({ ...now, sent: text }));
      change({ text, textMode: mode });
    }, AFTER_MS);
    return () => clearTimeout(timer);
  }, [text, sent, mode, change]);

  // Only the server's database can tell whether an expression is one, and how long it takes.
  const error = asked !== "" && askedMode === "regex" ? (loadError ?? countsError) : null;
  return (
    <div className="relative min-w-40 max-w-72 grow basis-40">
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
      <Input
        id={SEARCH_ID}
        type="search"
        aria-label={t("search")}
        aria-invalid={error !== null || undefined}
        aria-describedby={error === null ? undefined : errorId}
        placeholder={t("searchShort")}
        value={text}
        maxLength={EXEMPLAR_LIMITS.search}
        spellCheck={mode !== "regex"}
        onChange={(event) => setTyped({ ...typed, text: event.target.value })}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || (event.key !== "Escape" && event.key !== "Enter")) return;
          event.preventDefault();
          if (text !== sent) send(text, mode);
          screen.focusRows();
        }}
        className={classNames("h-7 pr-[5.25rem] pl-7 text-sm", mode === "regex" && "font-mono")}
      />
      <fieldset className="absolute top-1 right-1 flex gap-px">
        <legend className="sr-only">{t("modes")}</legend>
        {TEXT_MODES.map((value) => (
          <button
            key={value}
            type="button"
            aria-pressed={mode === value}
            title={`${t(`mode.${value}`)}: ${t(`modeHint.${value}`)}`}
            onClick={() => {
              if (text === "") setTyped({ ...typed, mode: value });
              else send(text, value);
              document.getElementById(SEARCH_ID)?.focus();
            }}
            className={classNames(
              "inline-flex h-5 w-6 items-center justify-center rounded font-mono text-xs leading-none",
              mode === value
                ? "bg-accent-wash text-accent-text"
                : "text-muted hover:bg-raised hover:text-text",
            )}
          >
            <span aria-hidden>{SIGNS[value]}</span>
            <span className="sr-only">{t(`mode.${value}`)}</span>
          </button>
        ))}
      </fieldset>
      {error !== null && (
        <p
          id={errorId}
          role="alert"
          className="absolute top-full left-0 z-30 mt-1 w-80 max-w-[80vw] rounded-md border border-leak bg-surface px-2.5 py-1.5 text-sm text-leak shadow-raised"
        >
          {error}
        </p>
      )}
    </div>
  );
}
