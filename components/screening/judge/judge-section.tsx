import { getTranslations } from "next-intl/server";
import { getJudgeState } from "#lib/screening/judge/judge-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { listEndpoints } from "#lib/settings/endpoint-queries.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Card } from "../../ui/page.tsx";
import { JudgeForm } from "./judge-form.tsx";
import { JudgeStatus } from "./judge-status.tsx";

/** Who is asked about the grey zone, what was answered, and another choice. */
export async function JudgeSection({ projectId }: { projectId: string }) {
  const t = await getTranslations("judge");
  const user = await currentUser();
  const [state, endpoints] = await Promise.all([
    orNotFound(getJudgeState({ userId: user.id, projectId })),
    listEndpoints(user.id),
  ]);
  return (
    <Card title={t("title")} hint={t("hint")}>
      <div className="flex flex-col gap-4">
        {state.endpoint && <JudgeStatus projectId={projectId} initial={state} />}
        <JudgeForm
          // A choice made in another window begins the form anew.
          key={JSON.stringify([state.endpoint, state.judgeFrom])}
          projectId={projectId}
          state={state}
          endpoints={endpoints}
        />
      </div>
    </Card>
  );
}

export function JudgeSectionSkeleton() {
  return <Skeleton className="h-56" />;
}
