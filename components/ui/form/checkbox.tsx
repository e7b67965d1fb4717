import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** A native checkbox; with children it is labelled by them, otherwise give it an aria-label. */
export function Checkbox({ children, className, ...props }: ComponentProps<"input"> & { children?: ReactNode }) {
  const box = (
    <input type="checkbox" className={classNames("size-4 shrink-0 accent-(--accent)", className)} {...props} />
  );
  if (!children) return box;
  return (
    <label className="inline-flex items-start gap-2 text-base [&>input]:mt-[3px]">
      {box}
      <span>{children}</span>
    </label>
  );
}
