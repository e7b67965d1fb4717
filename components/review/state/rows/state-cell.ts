import type { MessageValues } from "#lib/messages/message-key.ts";
import type { AnnouncementKey, ReviewState } from "../review-state.ts";

/** Holds the state and tells who listens that it has changed. */
export class StateCell {
  #state: ReviewState;
  #listeners = new Set<() => void>();
  #holding = 0;

  constructor(state: ReviewState) {
    this.#state = state;
  }

  get = (): ReviewState => this.#state;

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  update(change: (state: ReviewState) => ReviewState) {
    const before = this.#state;
    this.#state = change(before);
    if (this.#state !== before && this.#holding === 0) this.#tell();
  }

  /** Several changes of which listeners hear once. */
  together<T>(changes: () => T): T {
    const before = this.#state;
    this.#holding++;
    try {
      return changes();
    } finally {
      this.#holding--;
      if (this.#holding === 0 && this.#state !== before) this.#tell();
    }
  }

  announce(key: AnnouncementKey, values: MessageValues = {}) {
    this.update((state) => ({
      ...state,
      announcement: { id: (state.announcement?.id ?? 0) + 1, key, values },
    }));
  }

  /** Announces a sentence that is in the reader's language already. */
  say(sentence: string) {
    this.announce("said", { sentence });
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}
