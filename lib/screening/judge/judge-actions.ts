"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { askAgain } from "./ask-again.ts";
import { chooseJudge } from "./choose-judge.ts";
import { askAgainInput, chooseJudgeInput } from "./judging.ts";

export const chooseJudgeAction = action(chooseJudgeInput, async (input, user) => {
  await chooseJudge({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const askAgainAction = action(askAgainInput, async (input, user) => {
  await askAgain({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});
