import { type ExemplarView, readPlace } from "#lib/exemplars/exemplar-views.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { getReviewPage, hasJudgeScores } from "#lib/review/review-page-queries.ts";
import { getReviewSettings } from "#lib/review/settings/review-settings-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { UserError } from "#lib/server/errors.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
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
  const scope = { userId, projectId, number: readPlace(parameters) };
  const [project, hasScores, settings, shown] = await Promise.all([
    orNotFound(getProject(scope)),
    hasJudgeScores(scope),
    getReviewSettings({ userId }),
    getShown({ ...scope, view }),
  ]);
  return (
    <ReviewWorkspace
      projectId={projectId}
      me={{ id: userId, name }}
      labels={project.labels}
      hasScores={hasScores}
      settings={settings}
      layout={layout}
      {...shown}
    />
  );
}

interface Asked {
  userId: string;
  projectId: string;
  number: number | null;
  view: ExemplarView;
}

/**
 * The first rows of a view; what is counted follows by itself. An address may search for what cannot be searched for, such as half a
 * regular expression: then they are those without it, and the workspace, which asks by the address once more, says
 * what is wrong.
 */
async function getShown(asked: Asked) {
  try {
    return await getFirst(asked);
  } catch (error) {
    const { filter, sort } = asked.view;
    if (!(error instanceof UserError) || error.code !== "invalid" || filter.text === "") throw error;
    return getFirst({ ...asked, view: { filter: { ...filter, text: "" }, sort } });
  }
}

async function getFirst({ userId, projectId, number, view }: Asked) {
  const page = await getReviewPage({
    userId,
    projectId,
    ...view,
    page: number === null ? { from: "start" } : { from: "around", number },
  });
  return { view, page };
}
