/**
 * The thread that clusters near-duplicates, so that no page waits for the comparisons; it lives for one clustering.
 * Node runs this file as it is, by type stripping, like the threads of the screening engine.
 */
import type { ClusterCalls } from "#lib/screening/clusters/cluster-messages.ts";
import { compareTexts } from "#lib/screening/clusters/compare-texts.ts";
import { represent } from "#lib/screening/clusters/represent.ts";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { serveCalls } from "#lib/screening/engine/serve-calls.ts";

serveCalls<ClusterCalls>(
  {
    async cluster({ maskNumbers, rows, ...asked }) {
      const corpus = new Corpus({ maskNumbers });
      for (const row of rows) corpus.add(row);
      return represent(asked, compareTexts({ ...asked, corpus }));
    },
  },
  async () => {},
);
