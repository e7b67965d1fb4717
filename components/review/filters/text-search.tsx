"use client";

import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { EXEMPLAR_LIMITS } from "#lib/exemplars/exemplars.ts";
import { Input } from "../../ui/form/input.tsx";
import { useReviewState } from "../review-context.tsx";
import { SEARCH_ID } from "../search-id.ts";
import { useSetView } from "../set-view.tsx";

const AFTER_MS = 350;

export function TextSearch() {
  const t = useTranslations("review.filter");
  const setView = useSetView();
  const view = useReviewState((state) => state.view);
  const [text, setText] = useState(view.filter.text);
  const isAsked = text !== view.filter.text;
  useEffect(() => {
    if (!isAsked) return;
    const timer = setTimeout(() => setView({ ...view, filter: { ...view.filter, text } }), AFTER_MS);
    return () => clearTimeout(timer);
  }, [isAsked, text, view, setView]);
  return (
    <div className="relative w-52">
      <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
      <Input
        id={SEARCH_ID}
        type="search"
        aria-label={t("search")}
        placeholder={t("search")}
        value={text}
        maxLength={EXEMPLAR_LIMITS.search}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" || event.key === "Enter") {
            event.preventDefault();
            document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
          }
        }}
        className="h-7 pl-7 text-sm"
      />
    </div>
  );
}
