"use server";

import { revalidatePath } from "next/cache";
import { screenProjectJob } from "#lib/screening/screen-project-job.ts";
import { action } from "#lib/server/action.ts";
import { enqueue } from "#lib/server/queue.ts";
import { importRealSet } from "./import/import-real-set.ts";
import { importInput, removeSupportExamplesInput } from "./real-data.ts";
import { removeSupportExamples } from "./remove-support-examples.ts";

export const importAction = action(importInput, async ({ file, ...input }, user) => {
  const outcome = await importRealSet({ ...input, bytes: await file.bytes(), userId: user.id });
  if (outcome.written) {
    await enqueue(screenProjectJob, { projectId: input.projectId });
    revalidatePath(`/projects/${input.projectId}`, "layout");
  }
  return outcome;
});

export const removeSupportExamplesAction = action(removeSupportExamplesInput, async (input, user) => {
  const removal = await removeSupportExamples({ ...input, userId: user.id });
  await enqueue(screenProjectJob, { projectId: input.projectId });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return removal;
});
