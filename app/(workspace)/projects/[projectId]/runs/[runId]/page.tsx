import { Suspense } from "react";
import { RunDetail, RunDetailSkeleton } from "#components/runs/detail/run-detail.tsx";
import { Page } from "#components/ui/page.tsx";

export default async function RunPage({ params }: { params: Promise<{ projectId: string; runId: string }> }) {
  const { projectId, runId } = await params;
  return (
    <Page>
      <Suspense fallback={<RunDetailSkeleton />}>
        <RunDetail projectId={projectId} runId={runId} />
      </Suspense>
    </Page>
  );
}
