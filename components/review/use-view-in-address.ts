"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useEffect } from "react";
import { type ExemplarView, readPlace, readView, writeView } from "#lib/exemplars/exemplar-views.ts";
import type { ReviewStore } from "./state/review-store.ts";

/** Browsers refuse an address that changes too often. */
const PLACE_AFTER_MS = 400;

/** Keeps filter, sort and place in the address, and follows the address when the browser goes back. */
export function useViewInAddress(store: ReviewStore): (view: ExemplarView) => void {
  const parameters = useSearchParams();
  const asked = writeView(readView(parameters));

  useEffect(() => {
    const here = new URLSearchParams(window.location.search);
    if (asked !== writeView(store.get().view)) void store.openView(readView(here), readPlace(here));
  }, [asked, store]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let written = store.currentRow()?.number ?? null;
    const stop = store.subscribe(() => {
      const place = store.currentRow()?.number ?? null;
      if (place === null || place === written) return;
      written = place;
      clearTimeout(timer);
      timer = setTimeout(() => {
        const view = writeView(store.get().view, store.currentRow()?.number ?? null);
        if (!store.get().opening) window.history.replaceState(null, "", `?${view}`);
      }, PLACE_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);

  return useCallback(
    (view) => {
      const { current, view: before } = store.get();
      const isSorted = writeView({ ...view, filter: before.filter }) !== writeView(before);
      // Who sorts wants to see the top; who filters keeps the place.
      const place = isSorted || current === 0 ? null : (store.currentRow()?.number ?? null);
      const query = writeView(view, place);
      void store.openView(view, place);
      window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
    },
    [store],
  );
}
