"use client";

import { useQueryClient } from "@tanstack/react-query";
import { unstable_isUnrecognizedActionError } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState, useSyncExternalStore } from "react";
import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import { fetchExemplarPage, fetchExemplarRows } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { Label } from "#lib/projects/projects.ts";
import { startBulkAction } from "#lib/review/bulk/bulk-actions.ts";
import { saveChangesAction } from "#lib/review/review-actions.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import type { ReviewSettings } from "#lib/review/settings/review-settings.ts";
import { saveReviewSettingsAction } from "#lib/review/settings/review-settings-actions.ts";
import { useHydrated } from "../ui/use-hydrated.ts";
import type { ReviewContext } from "./review-context.tsx";
import { FILTER_ID, QUEUE_ID, SEARCH_ID } from "./search-id.ts";
import { keymapOf, knownKeys } from "./state/keys/keymap.ts";
import type { Layout, Settings } from "./state/review-state.ts";
import { ReviewStore } from "./state/review-store.ts";
import type { ReviewScreen } from "./state/run-command.ts";
import { Saver } from "./state/saver.ts";

export interface Given {
  projectId: string;
  me: { id: string; name: string };
  labels: Label[];
  hasScores: boolean;
  settings: ReviewSettings;
  layout: Layout;
  view: ExemplarView;
  page: ExemplarPage;
}

/** Two frames at 60 a second. */
const PAINTED_AFTER_MS = 33;

/**
 * Makes the store of this screen, once. Nothing on this screen may call router.refresh(): the place in the address is
 * part of the page's identity, so the whole screen would be made anew.
 */
export function useReviewContext(given: Given): ReviewContext {
  const { projectId, labels, me, hasScores } = given;
  const unreachable = useTranslations("review.save")("unreachable");
  const queries = useQueryClient();
  const [made] = useState(() => {
    const fetchRows = (numbers: number[]) => fetchExemplarRows(projectId, numbers);
    const store = new ReviewStore(
      { fetchPage: (view, page, signal) => fetchExemplarPage(projectId, view, page, signal), fetchRows },
      { view: given.view, page: given.page, matching: null },
    );
    const settings = { advances: given.settings.advances, keys: knownKeys(given.settings.keys) };
    store.update((state) => ({ ...state, settings, layout: given.layout }));
    const target = {
      save: (changes: Parameters<typeof saveChangesAction>[0]["changes"]) =>
        saveChangesAction({ projectId, changes }).catch((error: unknown) => {
          if (unstable_isUnrecognizedActionError(error)) {
            store.update((state) => ({ ...state, connection: "outdated" }));
          }
          throw error;
        }),
      startBulk: (asked: Omit<Parameters<typeof startBulkAction>[0], "projectId">) =>
        startBulkAction({ projectId, ...asked }),
      shown: () => new Promise<void>((resolve) => setTimeout(resolve, PAINTED_AFTER_MS)),
      fetchRows,
    };
    const screen: ReviewScreen = {
      focusSearch: () => document.getElementById(SEARCH_ID)?.focus(),
      openFilters: () => pressSoon(FILTER_ID),
      openQueues: () => pressSoon(QUEUE_ID),
      focusRows: () => document.querySelector<HTMLElement>("[data-rows]")?.focus({ preventScroll: true }),
      setView: (view) => store.showView(view),
      fetchText: async (exemplarId) =>
        (await queries.fetchQuery(exemplarDetailOptions(projectId, exemplarId))).text,
      saveSettings: (changed) => void saveSettings(store, changed),
    };
    return { store, saver: new Saver(store, target, { labels, unreachable }), screen };
  });
  const { store } = made;

  const isMac = useHydrated() && /Mac|iP(hone|ad)/.test(navigator.userAgent);
  const readKeys = () => store.get().settings.keys;
  const choice = useSyncExternalStore(store.subscribe, readKeys, readKeys);
  return useMemo(() => {
    const keymap = keymapOf({ choice, labels, mod: isMac ? "⌘" : "Ctrl" });
    return { ...made, projectId, me, labels, hasScores, keymap, labelKeys: keymap.labels };
  }, [made, projectId, me, labels, hasScores, choice, isMac]);
}

/** Presses a button that opens a panel, once an overlay that asked for it has closed and given the focus back. */
function pressSoon(id: string) {
  requestAnimationFrame(() => document.getElementById(id)?.click());
}

async function saveSettings(store: ReviewStore, settings: Settings) {
  store.update((state) => ({ ...state, settings }));
  const keys = Object.fromEntries(Object.entries(settings.keys).map(([id, chords]) => [id, [...chords]]));
  try {
    const saved = await saveReviewSettingsAction({ advances: settings.advances, keys });
    if (!saved.ok) store.announce("settingsNotSaved", { message: saved.error.message });
  } catch (error) {
    store.announce("settingsNotSaved", { message: error instanceof Error ? error.message : String(error) });
  }
}
