import { Suspense } from "react";
import { ProjectOverview, ProjectOverviewSkeleton } from "#components/projects/project-overview.tsx";
import { Page } from "#components/ui/page.tsx";

export default async function ProjectPage({ params }: { params: Promise<{ projectId: string }> }) {
  const { projectId } = await params;
  return (
    <Page>
      <Suspense fallback={<ProjectOverviewSkeleton />}>
        <ProjectOverview projectId={projectId} />
      </Suspense>
    </Page>
  );
}
