"use client";

import { saveReviewSettingsAction } from "#lib/review/settings/review-settings-actions.ts";
import { useAction } from "../../../ui/use-action.ts";
import { useReview, useReviewState } from "../../review-context.tsx";
import type { KeyChoice } from "../../state/commands.ts";

/** The keys that were given to commands, and how to give others: they hold at once and are kept for this person. */
export function useKeyChoice() {
  const { store } = useReview();
  const settings = useReviewState((state) => state.settings);
  const { run, error } = useAction(saveReviewSettingsAction);
  const save = (keys: KeyChoice) => {
    const next = { ...settings, keys };
    store.update((state) => ({ ...state, settings: next }));
    run({
      ...next,
      keys: Object.fromEntries(Object.entries(keys).map(([id, chosen]) => [id, [...(chosen ?? [])]])),
    });
  };
  return { choice: settings.keys, save, failure: error?.message ?? null };
}
