import "server-only";
import { db } from "#lib/server/db.ts";
import type { LabelToSay } from "./assessment-question.ts";

/** The labels among which a judge chooses, in the order of the project. For the server's own use. */
export async function listLabelsToSay(projectId: string): Promise<LabelToSay[]> {
  return db().label.findMany({
    where: { projectId },
    orderBy: [{ position: "asc" }, { id: "asc" }],
    select: { id: true, name: true, description: true, guidelines: true },
  });
}
