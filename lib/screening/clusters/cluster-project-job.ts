import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Finds anew which exemplars of the project are near-duplicates of which, where that may have changed. */
export const clusterProjectJob = {
  name: "cluster-project",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
