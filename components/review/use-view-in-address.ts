"use client";

import { useSearchParams } from "next/navigation";
import { useEffect } from "react";
import { readPlace } from "#lib/exemplars/exemplar-views.ts";
import { readAddress, writeAddress } from "./state/review-state.ts";
import type { ReviewStore } from "./state/review-store.ts";

/** Browsers refuse an address that changes too often. */
const PLACE_AFTER_MS = 400;

/** What an address asks for, told apart by nothing that does not matter. */
function normal(parameters: Iterable<[string, string]>): string {
  const { view, layout } = readAddress(parameters);
  return writeAddress(view, layout, null);
}

/** Keeps filter, sort, layout and place in the address, and follows the address when the browser goes back. */
export function useViewInAddress(store: ReviewStore) {
  const parameters = useSearchParams();
  const asked = normal(parameters);

  useEffect(() => {
    const here = new URLSearchParams(window.location.search);
    const { view, layout } = store.get();
    // An address that something newer is about to replace asks for nothing.
    if (normal(here) !== asked || asked === writeAddress(view, layout, null)) return;
    const next = readAddress(here);
    store.setLayout(next.layout);
    void store.openView(next.view, readPlace(here));
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
          if (now !== normal(here)) {
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
