import "server-only";
import { db } from "#lib/server/db.ts";
import type { EmbedderProblem } from "./embedders.ts";

/** Writes down why texts of the project could not be embedded when last tried, or that they could (null). */
export async function noteProblem(projectId: string, problem: EmbedderProblem | null): Promise<void> {
  // By hand: the project itself is not changed, and nothing is written where nothing changes.
  const said = problem && JSON.stringify(problem);
  await db().$executeRaw`
    UPDATE "Project" SET "embeddingProblem" = ${said}::text::jsonb
    WHERE id = ${projectId}::uuid AND "embeddingProblem" IS DISTINCT FROM ${said}::text::jsonb`;
}
