import { Suspense } from "react";
import { RunItems } from "#components/runs/items/run-items.tsx";
import { RunListSkeleton } from "#components/runs/run-list.tsx";
import { Page } from "#components/ui/page.tsx";

interface Props {
  params: Promise<{ projectId: string; runId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function RunItemsPage({ params, searchParams }: Props) {
  const { projectId, runId } = await params;
  return (
    <Page>
      <Suspense fallback={<RunListSkeleton />}>
        <RunItems projectId={projectId} runId={runId} parameters={await searchParams} />
      </Suspense>
    </Page>
  );
}
