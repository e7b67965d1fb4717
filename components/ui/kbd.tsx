import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded border border-line-strong bg-raised px-1 font-mono text-xs leading-4 text-muted">
      {children}
    </kbd>
  );
}
