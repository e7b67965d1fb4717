"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";

/** A panel that opens beside its trigger and closes on Escape or a click elsewhere. */
export function Popover({
  trigger,
  title,
  align = "start",
  open,
  onOpenChange,
  children,
}: {
  /** The element that opens it, a Button as a rule. */
  trigger: ReactElement;
  /** Names the panel for screen readers. */
  title: string;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Base.Root {...(open === undefined ? {} : { open })} {...(onOpenChange ? { onOpenChange } : {})}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-40">
          <Base.Popup
            aria-label={title}
            className="max-h-[70vh] min-w-48 max-w-[min(28rem,calc(100vw-2rem))] overflow-auto rounded-lg border border-line-strong bg-surface p-2 shadow-raised"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
