"use client";

import { useTranslations } from "next-intl";
import { useReview } from "../review-context.tsx";
import { OverRows } from "./over-rows.tsx";
import { PickList } from "./pick-list.tsx";
import { usePaletteChoices } from "./use-palette-choices.tsx";

/** Everything that can be done on this screen, found by its name. */
export function CommandPalette() {
  const t = useTranslations("review.palette");
  const { store, screen } = useReview();
  const choices = usePaletteChoices();
  const close = () => {
    store.setOverlay(null);
    screen.focusRows();
  };
  return (
    <OverRows title={t("title")} onClose={close}>
      <PickList title={t("title")} placeholder={t("search")} choices={choices} />
    </OverRows>
  );
}
