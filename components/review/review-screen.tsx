import { readPlace, readView } from "#lib/exemplars/exemplar-views.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { getReviewCounts, getReviewPage } from "#lib/review/review-page-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { ReviewWorkspace } from "./review-workspace.tsx";

/** The first rows come with the page; from then on the workspace keeps itself up to date. */
export async function ReviewScreen({
  projectId,
  parameters,
}: {
  projectId: string;
  parameters: [string, string][];
}) {
  const { id: userId } = await currentUser();
  const project = await getProject({ userId, projectId });
  const view = readView(parameters);
  const number = readPlace(parameters);
  const [page, counts] = await Promise.all([
    getReviewPage({
      userId,
      projectId,
      ...view,
      page: number === null ? { from: "start" } : { from: "around", number },
    }),
    getReviewCounts({ userId, projectId, filter: view.filter }),
  ]);
  return (
    <ReviewWorkspace projectId={projectId} labels={project.labels} view={view} page={page} counts={counts} />
  );
}
