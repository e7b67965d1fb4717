"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import { exemplarKeys, fetchExemplarPage, fetchExemplarRows } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarCounts } from "#lib/exemplars/exemplars.ts";
import type { Label } from "#lib/projects/projects.ts";
import {
  decideExemplarsAction,
  editExemplarAction,
  undoDecisionsAction,
} from "#lib/review/review-actions.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import type { ReviewContext } from "./review-context.tsx";
import { SEARCH_ID } from "./search-id.ts";
import { labelKeys } from "./state/keymap.ts";
import { ReviewStore } from "./state/review-store.ts";
import type { ReviewScreen } from "./state/run-command.ts";
import { Saver, type SaveTarget } from "./state/saver.ts";

interface Given {
  projectId: string;
  labels: Label[];
  view: ExemplarView;
  page: ExemplarPage;
  counts: ExemplarCounts;
}

/** How long after a save the counts are asked for again: once for a burst of decisions. */
const COUNTS_AFTER_MS = 600;

/**
 * Nothing on this screen may call router.refresh(): the place in the address is part of the page's identity, so the
 * whole screen would be made anew. Makes the store of this screen once, and keeps what others cached about the exemplars fresh after saves. */
export function useReviewContext(
  given: Given,
  screen: Omit<ReviewScreen, "focusSearch" | "fetchText">,
): ReviewContext {
  const { projectId, labels } = given;
  const t = useTranslations("review.save");
  const queries = useQueryClient();
  const latest = useRef(screen);
  useEffect(() => {
    latest.current = screen;
  });
  const [context] = useState((): ReviewContext => {
    const store = new ReviewStore(
      {
        fetchPage: (view, page, signal) => fetchExemplarPage(projectId, view, page, signal),
        fetchRows: (numbers) => fetchExemplarRows(projectId, numbers),
      },
      { view: given.view, page: given.page, matching: given.counts.matching },
    );
    return {
      projectId,
      labels,
      labelKeys: labelKeys(labels),
      store,
      saver: new Saver(store, saveTarget(projectId), t("unreachable")),
      screen: {
        toggleDetails: () => latest.current.toggleDetails(),
        toggleKeys: () => latest.current.toggleKeys(),
        closeKeys: () => latest.current.closeKeys(),
        openPicker: () => latest.current.openPicker(),
        focusSearch: () => document.getElementById(SEARCH_ID)?.focus(),
        fetchText: async (exemplarId) =>
          (await queries.fetchQuery(exemplarDetailOptions(projectId, exemplarId))).text,
      },
    };
  });

  const { store } = context;
  useEffect(() => {
    let seen = store.get().saves;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = store.subscribe(() => {
      const { saves, outbox } = store.get();
      if (saves === seen || outbox.queue.length > 0) return;
      seen = saves;
      void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
      clearTimeout(timer);
      timer = setTimeout(
        () => void queries.invalidateQueries({ queryKey: exemplarKeys.allCounts(projectId) }),
        COUNTS_AFTER_MS,
      );
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store, queries, projectId]);
  return context;
}

function saveTarget(projectId: string): SaveTarget {
  return {
    decide: ({ id, before }, { decision }) =>
      decideExemplarsAction({
        projectId,
        batchId: id,
        exemplarIds: before.map((row) => row.id),
        revisions: before.map(({ revision }) => revision),
        decision,
      }),
    edit: async ({ id, before: [row] }, { text }) => {
      if (!row) throw new Error("an edit is about one row");
      return editExemplarAction({
        projectId,
        batchId: id,
        exemplarId: row.id,
        revision: row.revision,
        text,
      });
    },
    undo: ({ batchId }) => undoDecisionsAction({ projectId, ...(batchId ? { batchId } : {}) }),
  };
}
