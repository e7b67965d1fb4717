import type { ReactNode } from "react";
import { classNames } from "./class-names.ts";

/** The padding and width of an ordinary page; screens that fill the window do without it. */
export function Page({ wide = false, children }: { wide?: boolean; children: ReactNode }) {
  return (
    <div className={classNames("mx-auto w-full px-6 py-6", wide ? "max-w-[96rem]" : "max-w-5xl")}>
      {children}
    </div>
  );
}

/** A titled part of a page on a surface of its own. */
export function Card({
  id,
  title,
  hint,
  actions,
  children,
}: {
  /** Where links on the page lead to. */
  id?: string;
  title?: ReactNode;
  hint?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section id={id} className="scroll-mt-4 rounded-lg border border-line bg-surface">
      {title && (
        <div className="flex flex-wrap items-start justify-between gap-3 border-b border-line px-4 py-3">
          <div className="min-w-0">
            <h2 className="font-medium">{title}</h2>
            {hint && <p className="text-sm text-muted">{hint}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
      )}
      <div className="p-4">{children}</div>
    </section>
  );
}
