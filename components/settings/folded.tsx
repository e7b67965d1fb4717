"use client";

import { ChevronRight } from "lucide-react";
import { type ReactNode, useState } from "react";

/** A part of a form that most people leave as it is; it opens by itself where something in it is wrong. */
export function Folded({
  title,
  summary,
  hasError,
  children,
}: {
  title: string;
  /** What is in it, while it is closed. */
  summary: string;
  hasError: boolean;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details
      open={isOpen || hasError}
      onToggle={(event) => setIsOpen(event.currentTarget.open)}
      className="group"
    >
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        <span className="font-medium">{title}</span>
        <span className="text-muted group-open:hidden">{summary}</span>
      </summary>
      <div className="mt-3 flex flex-col gap-4 pl-5.5">{children}</div>
    </details>
  );
}
