"use client";

import { type RefObject, useEffect } from "react";
import type { ReviewStore } from "../state/review-store.ts";

/** A click makes a row the current one; with shift it extends the selection to it, with control it toggles it. */
export function useRowMouse(scroller: RefObject<HTMLDivElement | null>, store: ReviewStore) {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onMouseDown = (event: MouseEvent) => {
      // Shift would select the text between two clicks.
      if (event.shiftKey && rowIndexOf(event) !== null) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const index = rowIndexOf(event);
      if (index === null) return;
      if (event.shiftKey) store.extendTo(index);
      else if (event.ctrlKey || event.metaKey) store.toggle(index);
      else store.moveTo(index);
      element.focus({ preventScroll: true });
    };
    element.addEventListener("mousedown", onMouseDown);
    element.addEventListener("click", onClick);
    return () => {
      element.removeEventListener("mousedown", onMouseDown);
      element.removeEventListener("click", onClick);
    };
  }, [scroller, store]);
}

/** Controls inside a row have their own meaning. */
function rowIndexOf(event: MouseEvent): number | null {
  const target = event.target instanceof Element ? event.target : null;
  if (!target || target.closest("button, input, textarea, a")) return null;
  const index = target.closest<HTMLElement>("[data-index]")?.dataset.index;
  return index === undefined ? null : Number(index);
}
