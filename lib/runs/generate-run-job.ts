import { z } from "zod";
import type { JobDefinition } from "#lib/server/queue.ts";

const payload = z.object({ runId: z.uuid() });

/** Plans the run where that is still to do, then produces and screens its items until none is left. */
export const generateRunJob = {
  name: "generate-run",
  payload,
  key: ({ runId }) => runId,
} satisfies JobDefinition<typeof payload>;

const share = z.object({ runId: z.uuid(), shard: z.int().min(1), of: z.int().min(2) });

/** Produces items of a run beside whoever brings it to its end: shard number `shard` of `of`, whose own is number 0. */
export const assistRunJob = {
  name: "assist-run",
  payload: share,
  key: ({ runId, shard }) => `${runId}/${shard}`,
} satisfies JobDefinition<typeof share>;
