"use client";

import { type ReactNode, useEffect } from "react";
import { createPortal } from "react-dom";

/** Lies over the rows and has the keys; Escape or a press beside it closes it. */
export function OverRows({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}) {
  // Wherever the focus has gone meanwhile.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // The keys that open the palette close it, rather than mean something to the browser.
      const isAgain = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      if ((event.key !== "Escape" && !isAgain) || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      onClose();
    };
    document.addEventListener("keydown", onKeyDown, { capture: true });
    return () => document.removeEventListener("keydown", onKeyDown, { capture: true });
  }, [onClose]);
  return createPortal(
    <div className="fixed inset-0 z-50 flex items-start justify-center px-4 pt-[12vh]">
      <div aria-hidden className="absolute inset-0 bg-black/20" onMouseDown={onClose} />
      <div
        role="dialog"
        aria-modal
        aria-label={title}
        className="relative flex max-h-[60vh] w-full max-w-xl flex-col rounded-lg border border-line-strong bg-surface shadow-raised"
      >
        {children}
      </div>
    </div>,
    document.body,
  );
}
