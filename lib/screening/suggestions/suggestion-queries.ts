import "server-only";
import { createHash } from "node:crypto";
import { listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { db } from "#lib/server/db.ts";
import { embedderIdOf } from "../embedders/embedder-queries.ts";

/** Whether exemplars of the project may wait for the support set to suggest a label. */
export async function hasToSuggest(projectId: string): Promise<boolean> {
  const project = await db().project.findUnique({
    where: { id: projectId },
    select: { suggestionsAsked: true, suggestionsMade: true },
  });
  return project !== null && project.suggestionsAsked !== project.suggestionsMade;
}

export async function listProjectIdsToSuggest(): Promise<string[]> {
  const projects = await db().project.findMany({
    where: { suggestionsAsked: { gt: db().project.fields.suggestionsMade } },
    select: { id: true },
  });
  return projects.map(({ id }) => id);
}

/** What suggestions are made by: the support set and the embedder as they stand, and a key that changes with them. */
export async function readBasis(projectId: string) {
  const support = await listSupportExamples(projectId);
  const embedder = await embedderIdOf(db(), projectId);
  // Every import gives its rows new ids.
  const rows = support.map(({ id, labelId }) => `${id} ${labelId}`);
  const key = createHash("sha256")
    .update(JSON.stringify([METHOD, embedder, rows]))
    .digest("hex");
  return { support, key };
}

/** Raised where the same support set would suggest otherwise. */
const METHOD = "nearest-mean@1";
