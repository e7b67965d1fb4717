import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ projectId: z.uuid() });

/** Finds which label the support set suggests for the project's exemplars, where that is not known. */
export const suggestLabelsJob = {
  name: "suggest-labels",
  payload,
  key: ({ projectId }) => projectId,
} satisfies JobDefinition<typeof payload>;
