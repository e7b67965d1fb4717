"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { cancelRun } from "./cancel-run.ts";
import { resumeRun } from "./resume-run.ts";
import { runInput, startRunInput } from "./runs.ts";
import { startRun } from "./start-run.ts";

export const startRunAction = action(startRunInput, async (input, user) => {
  const runId = await startRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return { runId };
});

export const cancelRunAction = action(runInput, async (input, user) => {
  await cancelRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const resumeRunAction = action(runInput, async (input, user) => {
  await resumeRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});
