import type { Activity, ActivityEntry } from "#lib/review/activity.ts";
import { type BulkProgress, isUnderWay } from "#lib/review/bulk/bulk.ts";
import type { ReviewStore } from "./review-store.ts";
import type { Saver } from "./saver.ts";

/** Brings what others decided to the screen, and what jobs did; to be told of each answer once, in order. */
export class ActivityReader {
  readonly #store: ReviewStore;
  readonly #saver: Pick<Saver, "isMine">;
  /** Ids of the bulk decisions that answers have told of. */
  #told: Set<string> | null = null;

  constructor(store: ReviewStore, saver: Pick<Saver, "isMine">) {
    this.#store = store;
    this.#saver = saver;
  }

  /**
   * @returns whether exemplars were changed by others than this screen, so that counts are old; while a bulk decision is
   * under way they would be old again at once, so that is said when it has ended
   */
  takeIn({ entries, isCut, bulks }: Activity): boolean {
    const bulkIds = new Set(bulks.map(({ id }) => id));
    const others = entries.filter(({ batchId }) => !this.#saver.isMine(batchId) && !bulkIds.has(batchId));
    const ended = this.#ended(bulks);
    const isMuch = isCut || ended.length > 0;
    this.#store.together(() => {
      this.#follow(bulks);
      const [last] = ended;
      if (last) this.#announceEnd(last);
      else if (others.length > 0) this.#announceOthers(others, isCut);
    });
    if (isMuch) void this.#store.refreshVisible();
    else void this.#store.refresh([...new Set(others.map(({ exemplarId }) => exemplarId))]);
    return (isMuch || others.length > 0) && !bulks.some(isUnderWay);
  }

  /** Those that were under way when we last heard of them, or that began and ended since. */
  #ended(bulks: readonly BulkProgress[]): BulkProgress[] {
    const before = new Map(this.#store.get().bulks.map((bulk) => [bulk.id, bulk]));
    const isNew = ({ id }: BulkProgress) => this.#told !== null && !this.#told.has(id);
    return bulks.filter((bulk) => {
      const known = before.get(bulk.id);
      return !isUnderWay(bulk) && (known ? isUnderWay(known) : isNew(bulk));
    });
  }

  /** One that was asked for while the answer was on its way is not in it yet. */
  #follow(bulks: readonly BulkProgress[]) {
    const told = this.#told ?? new Set();
    const ids = new Set(bulks.map(({ id }) => id));
    const known = this.#store.get().bulks;
    const fresh = known.filter((bulk) => isUnderWay(bulk) && !ids.has(bulk.id) && !told.has(bulk.id));
    this.#told = new Set([...told, ...ids]);
    if (known.length + bulks.length === 0) return;
    this.#store.update((state) => ({ ...state, bulks: [...fresh, ...bulks] }));
  }

  #announceEnd({ state, changed, skipped }: BulkProgress) {
    if (state === "done") this.#store.announce("bulkDone", { count: changed, skipped });
    else this.#store.announce(state === "cancelled" ? "bulkCancelled" : "bulkFailed", { count: changed });
  }

  #announceOthers(others: readonly ActivityEntry[], isCut: boolean) {
    const last = others.at(-1);
    if (!last) return;
    const count = new Set(others.map(({ exemplarId }) => exemplarId)).size;
    const { by, kind, number } = last;
    const isOne = others.every((entry) => entry.by === by && entry.kind === kind);
    if (isCut) this.#store.announce("othersCut");
    else if (isOne) this.#store.announce("others", { by, kind, count, number });
    else this.#store.announce("othersMany", { by, count });
  }
}
