import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Asks the project's judge about every exemplar in the grey zone that it has given no verdict on. */
export const judgeProjectJob = {
  name: "judge-project",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
