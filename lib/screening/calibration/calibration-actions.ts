"use server";

import { revalidatePath } from "next/cache";
import { z } from "zod";
import { action } from "#lib/server/action.ts";
import { requestCalibration } from "./request-calibration.ts";

export const requestCalibrationAction = action(z.object({ projectId: z.uuid() }), async (input, user) => {
  await requestCalibration({ ...input, userId: user.id });
  revalidatePath(`/projects/${input.projectId}/data/screening`);
});
