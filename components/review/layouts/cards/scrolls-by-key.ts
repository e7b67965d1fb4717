const SCROLLS = new Set(["ArrowDown", "ArrowUp", "PageDown", "PageUp", "Home", "End"]);

/**
 * While a text that does not fit has the focus, the keys that scroll are its own and move no row.
 * @returns what ends this
 */
export function scrollsByKey(element: HTMLElement): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    const overflows = element.scrollHeight > element.clientHeight + 1;
    if (event.target === element && isPlain && overflows && SCROLLS.has(event.key)) event.stopPropagation();
  };
  element.addEventListener("keydown", onKeyDown);
  return () => element.removeEventListener("keydown", onKeyDown);
}
