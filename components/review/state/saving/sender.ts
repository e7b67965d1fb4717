import type { ChangeResults, SentChange } from "#lib/review/changes.ts";
import type { ActionResult } from "#lib/server/action-result.ts";
import { type Entry, rowsOf, sentChange } from "../outbox.ts";

const AT_ONCE = 100;
/** Roughly what fits a request: an id and its revision, a character of an edit. */
const LARGEST_REQUEST = 700_000;
const ROW_SIZE = 60;
const CHARACTER_SIZE = 4;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 10_000;

interface Port {
  /** Throws where the server cannot be reached. */
  save(changes: SentChange[]): Promise<ActionResult<ChangeResults>>;
  waiting(): readonly Entry[];
  /** Resolves when what was made has been painted, soon at any rate. */
  shown(): Promise<void>;
  /** The entries were answered, each by the result of its place; they leave the queue. */
  settle(entries: readonly Entry[], results: ChangeResults): void;
  reached(isReached: boolean): void;
}

/** Sends what waits, in order: many changes in one request, the next request when that one is answered. */
export class Sender {
  readonly #port: Port;
  #sending: Promise<void> | null = null;
  /** It was asked to hurry while a request was on its way: should that fail, the next goes at once. */
  #isHurried = false;
  #failed = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** How many of the first entries go one by one, because together they were refused. */
  #singly = 0;

  constructor(port: Port) {
    this.#port = port;
  }

  /** Sends what waits, unless the server was not reached just now: then in its time. */
  wake() {
    if (this.#timer === undefined) void this.#send();
  }

  /** Sends what waits at once. Resolves when nothing waits any more, or the server cannot be reached. */
  hurry(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isHurried = this.#sending !== null;
    return this.#send();
  }

  #send(): Promise<void> {
    this.#sending ??= this.#sendAll();
    return this.#sending;
  }

  async #sendAll() {
    // Whatever is made in one go leaves in one request, after the screen has shown it.
    await this.#port.shown();
    while (this.#port.waiting().length > 0) {
      const entries = this.#next();
      const result = await this.#port.save(entries.map(sentChange)).catch(() => null);
      if (result) {
        this.#failed = 0;
        this.#port.reached(true);
        this.#answer(entries, result);
      }
      // An answer that settles nothing is none.
      const isLost = !result || (this.#port.waiting()[0] === entries[0] && this.#singly === 0);
      if (isLost && !this.#isHurried) {
        this.#waitLonger();
        break;
      }
      this.#isHurried = false;
    }
    this.#sending = null;
  }

  #answer(entries: readonly Entry[], result: ActionResult<ChangeResults>) {
    if (!result.ok && entries.length > 1) {
      // One of them cannot be read; the others are not to suffer for it.
      this.#singly = entries.length;
      return;
    }
    if (this.#singly > 0) this.#singly--;
    this.#port.settle(entries, result.ok ? result.data : [result]);
  }

  #waitLonger() {
    this.#port.reached(false);
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.#failed);
    this.#failed++;
    this.#timer = setTimeout(() => void this.hurry(), wait);
  }

  #next(): Entry[] {
    const waiting = this.#port.waiting();
    const entries: Entry[] = [];
    let size = 0;
    for (const entry of waiting.slice(0, this.#singly > 0 ? 1 : AT_ONCE)) {
      const { change } = entry;
      size += rowsOf(entry).length * ROW_SIZE;
      if (change.kind === "edit") size += change.text.length * CHARACTER_SIZE;
      if (entries.length > 0 && size > LARGEST_REQUEST) break;
      const before = entries.at(-1);
      // Sent twice, an undo of the newest must not find what was done after it.
      if (before && asksForNewest(before) && !(asksForNewest(entry) && change.kind === before.change.kind)) {
        break;
      }
      entries.push(entry);
    }
    return entries;
  }
}

/** Which step it is about the server decides when it comes. */
function asksForNewest({ change }: Entry): boolean {
  return (
    (change.kind === "undo" && change.undoes === null) || (change.kind === "redo" && change.redoes === null)
  );
}
