"use server";

import { revalidatePath } from "next/cache";
import { action } from "#lib/server/action.ts";
import { resumeRunInput, retryFailuresInput, runInput, startRunInput } from "./runs.ts";
import { startRun } from "./start-run.ts";
import { cancelRun } from "./steering/cancel-run.ts";
import { discardDraft } from "./steering/discard-draft.ts";
import { judgeAgain } from "./steering/judge-again.ts";
import { launchRun } from "./steering/launch-run.ts";
import { pauseRun } from "./steering/pause-run.ts";
import { resumeRun, retryFailures } from "./steering/resume-run.ts";

export const startRunAction = action(startRunInput, async (input, user) => {
  const runId = await startRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return { runId };
});

export const launchRunAction = action(runInput, async (input, user) => {
  await launchRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const pauseRunAction = action(runInput, async (input, user) => {
  await pauseRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const cancelRunAction = action(runInput, async (input, user) => {
  await cancelRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const discardDraftAction = action(runInput, async (input, user) => {
  const draft = await discardDraft({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}`, "layout");
  return { draft };
});

export const resumeRunAction = action(resumeRunInput, async (input, user) => {
  await resumeRun({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const retryFailuresAction = action(retryFailuresInput, async (input, user) => {
  await retryFailures({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});

export const judgeAgainAction = action(resumeRunInput, async (input, user) => {
  await judgeAgain({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/runs`, "layout");
});
