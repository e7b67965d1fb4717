import { getProject } from "#lib/projects/project-queries.ts";
import { supportSearch } from "#lib/real-data/real-data.ts";
import { findSupportExamples, getRealData } from "#lib/real-data/real-data-queries.ts";
import { getSeenRows } from "#lib/screening/reveals/reveal-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { DataSummary } from "./data-summary.tsx";
import { ImportPanel } from "./import-panel.tsx";
import { LastImports } from "./last-imports.tsx";
import { SupportList } from "./support-list.tsx";

type SearchParams = Record<string, string | string[] | undefined>;

export async function RealDataView({
  projectId,
  searchParams,
}: {
  projectId: string;
  searchParams: Promise<SearchParams>;
}) {
  const search = supportSearch.parse(await searchParams);
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const { labels } = await orNotFound(getProject(asked));
  const [data, found, seen] = await Promise.all([
    getRealData(asked),
    findSupportExamples({ ...asked, ...search }),
    getSeenRows(asked),
  ]);
  return (
    <>
      <DataSummary projectId={projectId} data={data} labels={labels} seen={seen} />
      <ImportPanel
        projectId={projectId}
        labels={labels.map(({ name }) => name)}
        supportCount={data.support.count}
        testCount={data.testSet?.count ?? 0}
      />
      <div id="support">
        <SupportList projectId={projectId} labels={labels} search={search} found={found} />
      </div>
      <LastImports imports={data.imports} />
    </>
  );
}

export function RealDataSkeleton() {
  return (
    <>
      <div className="grid gap-4 lg:grid-cols-2">
        <Skeleton className="h-72" />
        <Skeleton className="h-72" />
      </div>
      <Skeleton className="h-80" />
      <Skeleton className="h-64" />
    </>
  );
}
