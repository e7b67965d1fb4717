import type { ReactNode } from "react";

/** Says what is not here yet and, in `children`, the next step. */
export function EmptyState({
  icon,
  title,
  hint,
  children,
}: {
  icon?: ReactNode;
  title: string;
  hint?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex flex-col items-center gap-3 rounded-lg border border-dashed border-line-strong px-6 py-12 text-center">
      {icon && <div className="text-muted">{icon}</div>}
      <h2 className="text-lg font-medium">{title}</h2>
      {hint && <p className="max-w-prose text-muted">{hint}</p>}
      {children && <div className="mt-1 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
