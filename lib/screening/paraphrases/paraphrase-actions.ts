"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { chooseParaphraser } from "./choose-paraphraser.ts";
import { chooseParaphraserInput } from "./paraphrases.ts";

export const chooseParaphraserAction = action(chooseParaphraserInput, async (input, user) => {
  await chooseParaphraser({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/data/screening`);
});
