import type { ComponentProps } from "react";

/** A part of the screen that scrolls by itself, and so must be reachable by keyboard. */
export function ScrollRegion({
  label,
  ...section
}: { label: string } & Omit<ComponentProps<"section">, "aria-label" | "tabIndex">) {
  // biome-ignore lint/a11y/noNoninteractiveTabindex: WCAG 2.1.1: what scrolls must be scrollable by keyboard
  return <section aria-label={label} tabIndex={0} {...section} />;
}
