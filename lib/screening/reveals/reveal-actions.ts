"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { grantRevealPermission } from "./grant-reveal-permission.ts";
import { revealTestRow } from "./reveal-test-row.ts";
import { permissionInput, revealInput } from "./reveals.ts";
import { withdrawRevealPermission } from "./withdraw-reveal-permission.ts";

export const grantRevealPermissionAction = action(permissionInput, async (input, user) => {
  await grantRevealPermission({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

export const withdrawRevealPermissionAction = action(permissionInput, async (input, user) => {
  await withdrawRevealPermission({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
});

/** Revalidates nothing: the text is in this answer and in no page. */
export const revealTestRowAction = action(revealInput, async (input, user) =>
  revealTestRow({ ...input, userId: user.id }),
);
