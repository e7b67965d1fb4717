import type { Decision } from "#lib/review/review.ts";
import type { ReviewStore } from "../review-store.ts";
import type { SaveTarget } from "./save-target.ts";

interface Port {
  start: SaveTarget["startBulk"];
  /** What waits is decided before. */
  flush(): Promise<void>;
  /** Says that the server could not be reached. */
  unreachable: string;
}

/** @returns the batch of the bulk decision; null where it was refused */
export async function startBulk(
  store: ReviewStore,
  decision: Decision,
  { start, flush, unreachable }: Port,
): Promise<string | null> {
  const bulkId = crypto.randomUUID();
  const { filter } = store.get().view;
  store.setOverlay(null);
  await flush();
  const started = await start({ bulkId, decision, filter }).catch(() => null);
  if (!started?.ok) {
    store.announce("refused", { message: started?.error.message ?? unreachable });
    return null;
  }
  store.together(() => {
    store.clearSelection();
    store.update((state) => ({ ...state, bulks: [started.data, ...state.bulks] }));
    store.announce("bulkStarted", { count: started.data.expected });
  });
  return bulkId;
}
