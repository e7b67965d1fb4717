import { type ReactNode, Suspense } from "react";
import { ProjectNavigation, ProjectNavigationSkeleton } from "#components/shell/project-navigation.tsx";

interface Props {
  params: Promise<{ projectId: string }>;
  children: ReactNode;
}

export default async function ProjectLayout({ params, children }: Props) {
  const { projectId } = await params;
  return (
    <>
      <Suspense fallback={<ProjectNavigationSkeleton />}>
        <ProjectNavigation projectId={projectId} />
      </Suspense>
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-y-auto outline-none">
        {children}
      </main>
    </>
  );
}
