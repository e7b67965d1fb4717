import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { RecipeSettings } from "../recipes.ts";
import { findProblems } from "./find-problems.ts";

/**
 * The settings as they are stored: without what stands for labels that are no more.
 * @throws UserError invalid, with the first of the problems that keep a recipe from being saved
 */
export async function refuseProblems(asked: {
  transaction: Transaction;
  projectId: string;
  settings: RecipeSettings;
}) {
  const { transaction, projectId, settings } = asked;
  const labels = await transaction.label.findMany({ where: { projectId }, select: { id: true, name: true } });
  const vocabularies = await transaction.vocabulary.findMany({
    where: { projectId },
    select: { id: true, name: true },
  });
  const problem = findProblems({ settings, labels, vocabularies }).find(
    ({ severity }) => severity === "error",
  );
  if (problem) throw new UserError("invalid", problem.key, problem.values);
  const instructions = Object.fromEntries(
    labels.flatMap(({ id }) => {
      const instruction = settings.instructions[id]?.trim();
      return instruction ? [[id, instruction]] : [];
    }),
  );
  return { ...settings, instructions, augmentation: { ...settings.augmentation } };
}
