import "server-only";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import { environmentEndpoint, listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { NO_BUDGET } from "../budget.ts";
import { getRun } from "../run-queries.ts";
import type { RunForm, RunFormValues } from "../runs.ts";
import { mostAtOnceOf } from "./run-draft.ts";

const DEFAULT_COUNT = 10;
const DEFAULT_CONCURRENCY = 4;

/**
 * What can be chosen for a new run, and what is chosen at first.
 * @param from a run of the project whose values to begin with
 * @throws UserError not-found
 */
export async function getRunForm(asked: {
  userId: string;
  projectId: string;
  from?: string | undefined;
  recipeVersionId?: string | undefined;
}): Promise<RunForm> {
  const { userId, projectId, from, recipeVersionId } = asked;
  const project = await getProject({ userId, projectId });
  const [rows, endpoints, earlier] = await Promise.all([
    db().recipeVersion.findMany({
      where: { recipe: { projectId, project: { ownerId: userId } } },
      orderBy: [{ recipe: { name: "asc" } }, { number: "desc" }],
      select: { id: true, number: true, kind: true, recipe: { select: { id: true, name: true } } },
    }),
    listEndpoints(userId),
    from ? getRun({ userId, projectId, runId: from }) : null,
  ]);
  const recipeVersions = rows.map(({ id, number, kind, recipe }) => ({
    id,
    number,
    kind,
    recipeId: recipe.id,
    recipeName: recipe.name,
  }));
  const wanted = recipeVersions.find(({ id }) => id === (earlier?.recipeVersionId ?? recipeVersionId));
  // Rather one that can be started at once.
  const chosen =
    wanted ?? recipeVersions.find(({ kind }) => kind === "grammar" || endpoints[0]) ?? recipeVersions[0];
  const firstEndpointId = chosen?.kind === "prompt" ? (endpoints[0]?.id ?? null) : null;
  const endpointId = earlier ? endpointOf(earlier) : firstEndpointId;
  // One whose endpoint is gone keeps what it scores by, and waits for another.
  const judge = earlier?.judge
    ? { endpointId: endpointOf(earlier.judge) ?? "", rubric: earlier.judge.rubric }
    : null;
  const pacedBy = endpointId ?? judge?.endpointId;
  const values: RunFormValues = {
    recipeVersionId: chosen?.id ?? "",
    endpointId,
    targets: project.labels.map(({ id: labelId }) => ({
      labelId,
      count: earlier
        ? (earlier.targets.find((target) => target.labelId === labelId)?.count ?? 0)
        : DEFAULT_COUNT,
    })),
    seed: earlier?.seed ?? Math.floor(Math.random() * 1_000_000),
    concurrency: Math.min(
      earlier?.concurrency ?? DEFAULT_CONCURRENCY,
      mostAtOnceOf(endpoints.find(({ id }) => id === pacedBy) ?? null),
    ),
    goal: earlier?.goal ?? "passing",
    budget: earlier?.budget ?? NO_BUDGET,
    reusesReplies: earlier?.reusesReplies ?? true,
    judge,
    replacesId: earlier?.state === "draft" ? earlier.id : null,
  };
  return {
    recipeVersions,
    labels: project.labels.map(({ id, name, colour }) => ({ id, name, colour })),
    endpoints: endpoints.map(({ id, name, baseUrl, model, prices, mostAtOnce }) => ({
      id,
      name,
      baseUrl,
      model,
      prices,
      mostAtOnce,
    })),
    values,
  };
}

function endpointOf({
  endpointId,
  endpointName,
}: {
  endpointId: string | null;
  endpointName: string | null;
}) {
  if (endpointName === ENVIRONMENT) return environmentEndpoint() ? ENVIRONMENT : null;
  return endpointId;
}
