"use server";

import { action } from "#lib/server/action.ts";
import { tryPromptsInput } from "./trial.ts";
import { tryPrompts } from "./try-prompts.ts";

export const tryPromptsAction = action(tryPromptsInput, (input, user) =>
  tryPrompts({ ...input, userId: user.id }),
);
