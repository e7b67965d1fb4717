"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { createExport } from "./create-export.ts";
import { createExportInput } from "./exports.ts";

export const createExportAction = action(createExportInput, async (input, user) => {
  const made = await createExport({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return made;
});
