/** Back to the rows from whatever lay over them: the keys work there, and a screen reader says where one is. */
export function focusRows() {
  document.querySelector<HTMLElement>("[role=grid], [data-rows]")?.focus({ preventScroll: true });
}
