/**
 * One of the threads that compare texts with the test and support sets, each a slice of them; every one holds both
 * sets. Node runs this file as it is, by type stripping, as screening-thread.ts, which starts it.
 */
import { ReferenceSets } from "#lib/screening/engine/reference-set.ts";
import { serveCalls } from "#lib/screening/engine/serve-calls.ts";
import type { ReferenceCalls } from "#lib/screening/engine/thread-messages.ts";

const sets = new ReferenceSets();

serveCalls<ReferenceCalls>(
  {
    async load(rows) {
      await sets.load(rows);
      return null;
    },
    compare: (texts) => sets.compare(texts),
    async forget({ projectId }) {
      await sets.forget(projectId);
      return null;
    },
  },
  (projectId) => sets.forget(projectId),
);
