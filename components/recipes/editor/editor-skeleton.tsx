import { Skeleton } from "../../ui/feedback/skeleton.tsx";

export function RecipeEditorSkeleton() {
  return (
    <div className="grid gap-5 min-[1100px]:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Skeleton className="h-9 w-72" />
        <Skeleton className="h-24" />
        <Skeleton className="h-64" />
      </div>
      <Skeleton className="h-96" />
    </div>
  );
}
