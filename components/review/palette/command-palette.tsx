"use client";

import { useTranslations } from "next-intl";
import { PickOver } from "./pick-over.tsx";
import { usePaletteChoices } from "./use-palette-choices.tsx";

/** Everything that can be done on this screen, found by its name. */
export function CommandPalette() {
  const t = useTranslations("review.palette");
  return <PickOver title={t("title")} placeholder={t("search")} choices={usePaletteChoices()} />;
}
