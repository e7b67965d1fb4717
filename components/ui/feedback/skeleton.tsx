import { classNames } from "../class-names.ts";

/** Holds the place of what is loading, in its size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={classNames("animate-pulse rounded-md bg-raised", className)} />;
}
