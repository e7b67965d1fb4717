import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Measures how screening errs on the project's own sets, where that was asked for or they have changed since. */
export const calibrateProjectJob = {
  name: "calibrate-project",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
