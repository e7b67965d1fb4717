import { getCurated } from "#lib/exports/curated-set-queries.ts";
import { listExports } from "#lib/exports/export-queries.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { CuratedSet } from "./curated-set.tsx";
import { ExportForm } from "./export-form.tsx";
import { ExportList } from "./export-list.tsx";

export async function ExportsView({ projectId }: { projectId: string }) {
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  await orNotFound(getProject(asked));
  const [curated, exports_] = await Promise.all([getCurated(asked), listExports(asked)]);
  return (
    <div className="flex flex-col gap-4">
      <CuratedSet projectId={projectId} curated={curated} />
      {curated.accepted > 0 && (
        <ExportForm projectId={projectId} ready={curated.ready} hasTestSet={curated.hasTestSet} />
      )}
      <ExportList projectId={projectId} exports={exports_} />
    </div>
  );
}

export function ExportsSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-60" />
      <Skeleton className="h-72" />
      <Skeleton className="h-40" />
    </div>
  );
}
