/** Gives the focus to the rows, where the keys of the review are at home. */
export function focusRows() {
  document.querySelector<HTMLElement>("[role=grid]")?.focus({ preventScroll: true });
}
