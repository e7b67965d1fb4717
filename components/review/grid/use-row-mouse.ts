"use client";

import { type RefObject, useEffect } from "react";
import type { ReviewStore } from "../state/review-store.ts";

/**
 * A click makes a row the current one and opens its text where that is cut off; with shift it selects all rows from the
 * last one to it, with control it selects or leaves out the one. The focus stays with the rows.
 */
export function useRowMouse(scroller: RefObject<HTMLElement | null>, store: ReviewStore) {
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onMouseDown = (event: MouseEvent) => {
      // Shift would select the text between two clicks.
      if (event.shiftKey && rowOf(event)) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const row = rowOf(event);
      if (!row) {
        if (isIn(event, "[data-group]")) element.focus({ preventScroll: true });
        return;
      }
      if (!isControl(event)) {
        if (event.shiftKey) store.toggleRange(row.index);
        else if (event.ctrlKey || event.metaKey) store.toggle(row.index);
        else {
          const wasCurrent = store.get().current === row.index;
          store.moveTo(row.index);
          if (row.id && opensOrCloses(event, wasCurrent)) store.toggleOpen(row.id);
        }
      }
      if (!row.element.querySelector("textarea")) element.focus({ preventScroll: true });
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
const isControl = (event: Event) => isIn(event, "button, input, textarea, a");

function isIn({ target }: Event, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

function rowOf({ target }: Event) {
  const element = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return element && { element, index: Number(element.dataset.index), id: element.dataset.id };
}

/**
 * Whether the click was on a text of which one does not see all, or on the open one of the current row. Who marks words
 * to copy them wants nothing else.
 */
function opensOrCloses({ target }: Event, wasCurrent: boolean): boolean {
  const text = target instanceof Element ? target.closest<HTMLElement>("[data-text]") : null;
  if (!text || window.getSelection()?.isCollapsed === false) return false;
  if (text.dataset.text === "open") return wasCurrent;
  return text.dataset.text === "cut" || text.scrollHeight > text.clientHeight + 1;
}
