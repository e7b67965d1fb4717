import { getTranslations } from "next-intl/server";
import { getRunOutcome } from "#lib/runs/items/run-outcome-queries.ts";
import { getRun, getRunProgress } from "#lib/runs/run-queries.ts";
import { isActive } from "#lib/runs/run-state.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Card } from "../../ui/page.tsx";
import { RunLive } from "./run-live.tsx";
import { RunSettings } from "./run-settings.tsx";

export async function RunDetail({ projectId, runId }: { projectId: string; runId: string }) {
  const t = await getTranslations("runs.run");
  const user = await currentUser();
  const asked = { userId: user.id, projectId, runId };
  const [run, progress] = await orNotFound(Promise.all([getRun(asked), getRunProgress(asked)]));
  const outcome = isActive(progress.state) ? null : await getRunOutcome(asked);
  return (
    <div className="flex flex-col gap-4">
      <RunLive run={run} initial={progress} outcome={outcome} />
      <Card title={t("settings")}>
        <RunSettings run={run} />
      </Card>
    </div>
  );
}

export function RunDetailSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-12 w-80" />
      <Skeleton className="h-24" />
      <Skeleton className="h-72" />
    </div>
  );
}
