import { randomUUID } from "node:crypto";
import { db } from "#lib/server/db.ts";
import type { RecipeVersionModel } from "#lib/server/generated/models.ts";

type Settings = Pick<RecipeVersionModel, "kind" | "template"> &
  Partial<
    Pick<RecipeVersionModel, "systemMessage" | "demonstrations" | "temperature" | "topP" | "maxTokens">
  >;

/** A recipe with its first version. */
export async function seedRecipe(options: { projectId: string; userId: string; name?: string } & Settings) {
  const { projectId, userId, name = `Recipe ${randomUUID()}`, ...settings } = options;
  return db().recipe.create({
    data: { projectId, name, versions: { create: { number: 1, createdById: userId, ...settings } } },
    include: { versions: true },
  });
}

/** A vocabulary whose entries belong to every label. */
export async function seedVocabulary(projectId: string, name: string, entries: string[]) {
  return db().vocabulary.create({
    data: { projectId, name, entries: { create: entries.map((text, position) => ({ text, position })) } },
  });
}
