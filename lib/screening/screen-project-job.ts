import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Screens every exemplar of the project that has not been screened against its sets as they stand. */
export const screenProjectJob = {
  name: "screen-project",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
