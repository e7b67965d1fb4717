import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ runId: z.uuid() });

/** Plans the run where that is still to do, then produces and screens its items until none is left. */
export const generateRunJob = {
  name: "generate-run",
  payload,
  key: ({ runId }) => runId,
} satisfies JobDefinition<typeof payload>;
