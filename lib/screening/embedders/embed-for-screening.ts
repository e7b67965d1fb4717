import "server-only";
import type { Transaction } from "#lib/server/db.ts";
import type { TextVectors } from "../screening.ts";

const BUILT_IN = "built-in";

/** Identifies what embeds the project's texts: vectors of two identifiers are not compared. */
export async function embedderIdOf(_transaction: Transaction, _projectId: string): Promise<string> {
  return BUILT_IN;
}

/** One vector for each text, or undefined where the engine embeds by itself. */
export async function embedForScreening(_asked: {
  projectId: string;
  texts: string[];
}): Promise<TextVectors | undefined> {
  return undefined;
}
