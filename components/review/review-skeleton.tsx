import { Skeleton } from "../ui/feedback/skeleton.tsx";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

/** Stands where the review screen will, in its measures. */
export function ReviewSkeleton() {
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-12 items-center gap-3 border-b border-line px-4">
        <Skeleton className="h-6 w-24" />
        <Skeleton className="h-7 w-72" />
      </div>
      <div className="flex-1 overflow-hidden">
        {ROWS.map((row) => (
          <div key={row} className="flex h-11 items-center gap-4 border-b border-line px-4">
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-28" />
            <Skeleton className="h-4 w-24" />
          </div>
        ))}
      </div>
    </div>
  );
}
