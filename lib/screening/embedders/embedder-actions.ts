"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { chooseEmbedder } from "./choose-embedder.ts";
import { chooseEmbedderInput, retryEmbeddingInput } from "./embedders.ts";
import { retryEmbedding } from "./retry-embedding.ts";

export const chooseEmbedderAction = action(chooseEmbedderInput, async (input, user) => {
  await chooseEmbedder({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const retryEmbeddingAction = action(retryEmbeddingInput, async (input, user) => {
  await retryEmbedding({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});
