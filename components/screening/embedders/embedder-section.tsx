import { getTranslations } from "next-intl/server";
import { getEmbedderState } from "#lib/screening/embedders/embedder-queries.ts";
import { listLocalModels } from "#lib/screening/embedders/local/local-models.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Card } from "../../ui/page.tsx";
import { EmbedderForm } from "./embedder-form.tsx";
import { EmbedderStatus } from "./embedder-status.tsx";

/** What a project's texts are embedded with, how far that is, and another choice. */
export async function EmbedderSection({ projectId }: { projectId: string }) {
  const t = await getTranslations("embedders");
  const user = await currentUser();
  const [state, endpoints, localModels] = await Promise.all([
    orNotFound(getEmbedderState({ userId: user.id, projectId })),
    listEndpoints(user.id),
    listLocalModels(),
  ]);
  return (
    <Card title={t("title")} hint={t("hint")}>
      <div className="flex flex-col gap-4">
        <EmbedderStatus projectId={projectId} initial={state} />
        <EmbedderForm
          // A choice made elsewhere, or in another window, begins the form anew.
          key={JSON.stringify(state.choice)}
          projectId={projectId}
          state={state}
          endpoints={endpoints}
          localModels={localModels}
        />
      </div>
    </Card>
  );
}

export function EmbedderSectionSkeleton() {
  return <Skeleton className="h-72" />;
}
