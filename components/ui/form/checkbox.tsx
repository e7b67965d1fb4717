import type { ComponentProps, ReactNode } from "react";
import { classNames } from "../class-names.ts";

/** A native checkbox; with children it is labelled by them, otherwise give it an aria-label. */
export function Checkbox({
  children,
  className,
  ...props
}: ComponentProps<"input"> & { children?: ReactNode }) {
  const look = classNames("size-4 shrink-0 accent-(--accent)", className);
  if (!children) return <input type="checkbox" className={look} {...props} />;
  return (
    <label className="inline-flex items-start gap-2 text-base">
      <input type="checkbox" className={classNames("mt-[3px]", look)} {...props} />
      <span>{children}</span>
    </label>
  );
}
