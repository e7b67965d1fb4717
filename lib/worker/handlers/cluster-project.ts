import "server-only";
import { clusterDuplicates } from "#lib/screening/clusters/cluster-duplicates.ts";
import { clusterInThread } from "#lib/screening/clusters/cluster-in-thread.ts";

export async function handle({ projectId }: { projectId: string }): Promise<void> {
  await clusterDuplicates(projectId, clusterInThread);
}
