import { readPlace } from "#lib/exemplars/exemplar-views.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { getReviewCounts, getReviewPage } from "#lib/review/review-page-queries.ts";
import { getReviewSettings } from "#lib/review/settings/review-settings-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { ReviewWorkspace } from "./review-workspace.tsx";
import { readAddress } from "./state/review-state.ts";

/** The first rows come with the page; from then on the workspace keeps itself up to date. */
export async function ReviewScreen({
  projectId,
  parameters,
}: {
  projectId: string;
  parameters: [string, string][];
}) {
  const { id: userId, name } = await currentUser();
  const { view, layout } = readAddress(parameters);
  const number = readPlace(parameters);
  const [project, settings, page, counts] = await Promise.all([
    getProject({ userId, projectId }),
    getReviewSettings({ userId }),
    getReviewPage({
      userId,
      projectId,
      ...view,
      page: number === null ? { from: "start" } : { from: "around", number },
    }),
    getReviewCounts({ userId, projectId, filter: view.filter }),
  ]);
  return (
    <ReviewWorkspace
      projectId={projectId}
      me={{ id: userId, name }}
      labels={project.labels}
      settings={settings}
      layout={layout}
      view={view}
      page={page}
      counts={counts}
    />
  );
}
