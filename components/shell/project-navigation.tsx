import { getTranslations } from "next-intl/server";
import { countWaiting, getProject } from "#lib/projects/project-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { NavigationLinks } from "./navigation-links.tsx";

/** The project's path, in the order of the work. */
export async function ProjectNavigation({ projectId }: { projectId: string }) {
  const t = await getTranslations("common.navigation");
  const user = await currentUser();
  const project = await orNotFound(getProject({ userId: user.id, projectId }));
  const counts = await countWaiting({ userId: user.id, projectId });
  return (
    <nav
      aria-label={t("path")}
      className="flex w-13 shrink-0 flex-col gap-0.5 overflow-y-auto border-r border-line bg-surface p-2 lg:w-52"
    >
      <p className="mb-1 hidden truncate px-2 py-1 font-medium lg:block" title={project.name}>
        {project.name}
      </p>
      <NavigationLinks projectId={projectId} initial={counts} />
    </nav>
  );
}

export function ProjectNavigationSkeleton() {
  return (
    <div className="flex w-13 shrink-0 flex-col gap-2 border-r border-line bg-surface p-2 lg:w-52">
      {["overview", "data", "vocabularies", "recipes", "runs", "review", "exports"].map((step) => (
        <Skeleton key={step} className="h-7" />
      ))}
    </div>
  );
}
