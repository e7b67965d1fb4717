"use client";

import { type ReactElement, type ReactNode, useRef, useState } from "react";
import { Popover } from "../../ui/overlay/popover.tsx";
import { useReview } from "../review-context.tsx";

/** Where nothing has the focus the keys are those of the rows as well. */
function isAtRows(focused: Element | null): boolean {
  return !focused || focused === document.body || focused.closest("[data-rows]") !== null;
}

/** A panel of the bar. Opened by a key from among the rows it gives the focus back to them. */
export function BarPopover({
  title,
  trigger,
  align = "start",
  onOpenChange,
  children,
}: {
  title: string;
  trigger: ReactElement;
  align?: "start" | "end";
  onOpenChange?: (open: boolean) => void;
  children: (close: () => void) => ReactNode;
}) {
  const { screen } = useReview();
  const [open, setOpen] = useState(false);
  const cameFromRows = useRef(false);
  const change = (opens: boolean) => {
    if (opens) cameFromRows.current = isAtRows(document.activeElement);
    setOpen(opens);
    onOpenChange?.(opens);
    // After the panel has given the focus to its button.
    if (!opens && cameFromRows.current) requestAnimationFrame(screen.focusRows);
  };
  return (
    <Popover title={title} trigger={trigger} align={align} open={open} onOpenChange={change}>
      {children(() => change(false))}
    </Popover>
  );
}
