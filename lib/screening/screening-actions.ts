"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { changeThresholds } from "./findings/change-thresholds.ts";
import { overrideFinding } from "./findings/override-finding.ts";
import { withdrawOverride } from "./findings/withdraw-override.ts";
import { maskNumbers } from "./mask-numbers.ts";
import {
  changeThresholdsInput,
  maskNumbersInput,
  overrideFindingInput,
  withdrawOverrideInput,
} from "./screening-inputs.ts";

export const changeThresholdsAction = action(changeThresholdsInput, async (input, user) => {
  await changeThresholds({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const maskNumbersAction = action(maskNumbersInput, async (input, user) => {
  await maskNumbers({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

// The review screen keeps itself up to date after these two.

export const overrideFindingAction = action(overrideFindingInput, async (input, user) =>
  overrideFinding({ ...input, userId: user.id }),
);

export const withdrawOverrideAction = action(withdrawOverrideInput, async (input, user) =>
  withdrawOverride({ ...input, userId: user.id }),
);
