import "server-only";
import { judgeProject } from "#lib/screening/judge/judge-project.ts";

export async function handle({ projectId }: { projectId: string }, signal: AbortSignal): Promise<void> {
  await judgeProject({ projectId, signal });
}
