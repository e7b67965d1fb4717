"use client";

import { GalleryVertical, Group, Rows3 } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "../../ui/class-names.ts";
import { Kbd } from "../../ui/kbd.tsx";
import { useReview, useReviewState } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { LAYOUTS } from "../state/review-state.ts";

const ICONS = { table: Rows3, cards: GalleryVertical, clusters: Group };

/** How the same rows are shown; place and selection stay. */
export function LayoutSwitch() {
  const t = useTranslations("layouts");
  const { store, keymap } = useReview();
  const current = useReviewState((state) => state.layout);
  const [key] = keysOf(keymap, "layout");
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own box, and these are buttons
    <div role="group" aria-label={t("title")} className="flex items-center gap-1.5">
      <div className="flex rounded-md border border-line-strong bg-raised p-px">
        {LAYOUTS.map((layout) => {
          const Icon = ICONS[layout];
          const isShown = layout === current;
          return (
            <button
              key={layout}
              type="button"
              aria-pressed={isShown}
              title={t(`hints.${layout}`)}
              onClick={() => store.setLayout(layout)}
              className={classNames(
                "inline-flex h-6 items-center gap-1.5 rounded-[5px] px-2 text-sm transition-colors",
                isShown
                  ? "bg-surface font-medium shadow-[0_0_0_1px_var(--line-strong)]"
                  : "text-muted hover:text-text",
              )}
            >
              <Icon aria-hidden className="size-3.5" />
              <span className="max-sm:sr-only">{t(`names.${layout}`)}</span>
            </button>
          );
        })}
      </div>
      {key && <Kbd>{key}</Kbd>}
    </div>
  );
}
