"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { type ExemplarView, readPlace, readView, writeView } from "#lib/exemplars/exemplar-views.ts";
import { type Layout, readLayout } from "./state/review-state.ts";
import type { ReviewStore } from "./state/review-store.ts";

/** Browsers refuse an address that changes too often. */
const PLACE_AFTER_MS = 400;

/** The query string of what is shown, without the question mark. */
export function writeAddress(view: ExemplarView, layout: Layout, place: number | null): string {
  const layoutPart = layout === "table" ? "" : `layout=${layout}`;
  return [writeView(view, place), layoutPart].filter(Boolean).join("&");
}

/** Keeps filter, sort, layout and place in the address, and follows the address when the browser goes back. */
export function useViewInAddress(store: ReviewStore) {
  const parameters = useSearchParams();
  const asked = writeAddress(readView(parameters), readLayout(parameters), null);

  useEffect(() => {
    const here = new URLSearchParams(window.location.search);
    const { view, layout } = store.get();
    // An address that something newer is about to replace asks for nothing.
    if (writeAddress(readView(here), readLayout(here), null) !== asked) return;
    if (asked === writeAddress(view, layout, null)) return;
    store.setLayout(readLayout(here));
    void store.openView(readView(here), readPlace(here));
  }, [asked, store]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const shown = () => writeAddress(store.get().view, store.get().layout, null);
    let [written, place] = [shown(), store.currentRow()?.number ?? null];
    let { view, layout } = store.get();
    const stop = store.subscribe(() => {
      const state = store.get();
      if (state.view !== view || state.layout !== layout) {
        ({ view, layout } = state);
        const now = shown();
        if (now !== written) {
          written = now;
          const here = new URLSearchParams(window.location.search);
          // Going back has brought the address here already.
          if (now !== writeAddress(readView(here), readLayout(here), null)) {
            const query = writeAddress(view, layout, place);
            window.history.pushState(null, "", query ? `?${query}` : window.location.pathname);
          }
        }
      }
      const number = store.currentRow()?.number ?? null;
      if (number === null || number === place || state.opening) return;
      place = number;
      clearTimeout(timer);
      timer = setTimeout(() => {
        if (store.get().opening) return;
        window.history.replaceState(
          null,
          "",
          `?${writeAddress(view, layout, store.currentRow()?.number ?? null)}`,
        );
      }, PLACE_AFTER_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [store]);
}
