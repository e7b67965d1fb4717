import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { RecipeVersionModel } from "#lib/server/generated/models.ts";
import { isUuid } from "#lib/server/uuid.ts";
import { synonymGroups } from "#lib/vocabularies/vocabularies.ts";
import { listVocabularies } from "#lib/vocabularies/vocabulary-queries.ts";
import type { PlanningContext, PlanningMaterial } from "./planning/planning.ts";
import {
  type Augmentation,
  noAugmentation,
  type RecipeSummary,
  type RecipeVersion,
  type RecipeVersionSummary,
  type RecipeWithVersions,
} from "./recipes.ts";

/** The project's recipes by name. */
export async function listRecipes(asked: { userId: string; projectId: string }): Promise<RecipeSummary[]> {
  const recipes = await db().recipe.findMany({
    where: { projectId: asked.projectId, project: { ownerId: asked.userId } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    include: { versions: versionSummaries },
  });
  return recipes.flatMap(({ id, name, updatedAt, versions }) => {
    const [latest] = versions.map(toSummary);
    if (!latest) return [];
    const runCount = versions.reduce((sum, version) => sum + version._count.runs, 0);
    return [{ id, name, latest, versionCount: versions.length, runCount, updatedAt }];
  });
}

/** @throws UserError not-found */
export async function getRecipe(asked: { userId: string; recipeId: string }): Promise<RecipeWithVersions> {
  const recipe = isUuid(asked.recipeId)
    ? await db().recipe.findFirst({
        where: { id: asked.recipeId, project: { ownerId: asked.userId } },
        include: { versions: versionSummaries },
      })
    : null;
  if (!recipe) throw new UserError("not-found", "recipes.errors.notFound");
  const { id, projectId, name, versions } = recipe;
  return { id, projectId, name, versions: versions.map(toSummary) };
}

/** One version, for its user or, where no user is given, for the worker. @throws UserError not-found */
export async function getRecipeVersion(asked: {
  userId?: string;
  recipeVersionId: string;
}): Promise<RecipeVersion & { recipeName: string; projectId: string }> {
  const version = await db().recipeVersion.findFirst({
    where: {
      id: asked.recipeVersionId,
      ...(asked.userId === undefined ? {} : { recipe: { project: { ownerId: asked.userId } } }),
    },
    include: { recipe: { select: { name: true, projectId: true } } },
  });
  if (!version) throw new UserError("not-found", "recipes.errors.versionNotFound");
  const { recipe, ...row } = version;
  return { ...toRecipeVersion(row), recipeName: recipe.name, projectId: recipe.projectId };
}

/**
 * Everything `planItems` needs from the database, as it stands now, but for targets and seed; and the synonyms that
 * `writeBuiltIn` needs. @throws UserError not-found
 */
export async function getPlanningContext(recipeVersionId: string): Promise<PlanningContext> {
  const version = await getRecipeVersion({ recipeVersionId });
  const { ownerId } = await db().project.findUniqueOrThrow({
    where: { id: version.projectId },
    select: { ownerId: true },
  });
  const material = await getPlanningMaterial({ userId: ownerId, projectId: version.projectId });
  const { synonymVocabularyId } = version.augmentation;
  const synonymVocabulary = material.vocabularies.find(({ id }) => id === synonymVocabularyId);
  return { ...material, version, synonyms: synonymVocabulary ? synonymGroups(synonymVocabulary) : [] };
}

/** What recipes of the project may draw on: its labels, vocabularies and support set; never its test set. */
export async function getPlanningMaterial(asked: {
  userId: string;
  projectId: string;
}): Promise<PlanningMaterial> {
  const where = { projectId: asked.projectId, project: { ownerId: asked.userId } };
  const [labels, vocabularies, support] = await Promise.all([
    db().label.findMany({
      where,
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true, name: true, description: true, colour: true },
    }),
    listVocabularies(asked),
    db().supportExample.findMany({
      where: { ...where, saysTestRow: false, holdsTestWords: false },
      orderBy: { position: "asc" },
      select: { id: true, text: true, labelId: true },
    }),
  ]);
  return { labels, vocabularies, support };
}

const versionSummaries = {
  orderBy: { number: "desc" as const },
  select: { id: true, number: true, kind: true, createdAt: true, _count: { select: { runs: true } } },
};

function toSummary({
  _count,
  ...version
}: Omit<RecipeVersionSummary, "runCount"> & { _count: { runs: number } }): RecipeVersionSummary {
  return { ...version, runCount: _count.runs };
}

export function toRecipeVersion(row: RecipeVersionModel): RecipeVersion {
  const { id, recipeId, number, kind, template, systemMessage, demonstrations, temperature, topP } = row;
  const augmentation = row.augmentation as Partial<Augmentation>;
  return {
    ...{ id, recipeId, number, kind, template, systemMessage, demonstrations, temperature, topP },
    maxTokens: row.maxTokens,
    createdAt: row.createdAt,
    instructions: row.instructions as Record<string, string>,
    augmentation: {
      ...noAugmentation,
      ...augmentation,
      operations: { ...noAugmentation.operations, ...augmentation.operations },
    },
  };
}
