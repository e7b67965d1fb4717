import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Makes the project's bulk decisions that are under way, one after another in the order in which they were asked for. */
export const bulkDecisionJob = {
  name: "decide-in-bulk",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
