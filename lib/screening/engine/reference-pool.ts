import { availableParallelism } from "node:os";
import { ReferenceSets } from "#lib/screening/engine/reference-set.ts";
import { ThreadClient } from "#lib/screening/engine/thread-client.ts";
import type {
  ProbedTexts,
  ReferenceCalls,
  ReferenceMatches,
  ReferenceRows,
} from "#lib/screening/engine/thread-messages.ts";
import type { TextVectors } from "#lib/screening/screening.ts";

/** More threads would each hold both sets again. */
const mostThreads = 4;
/** Texts of one request to a thread: a matrix product is as fast with more, and slower with fewer. */
const mostTexts = 512;
const fewestTexts = 64;
/** A text is compared with so few rows sooner than a thread has started and read them. */
const fewRows = 1_000;

/**
 * The threads that compare texts with the test and support sets, one for each processor core up to four. If one
 * stops, the thread that owns the pool stops with it. They start with the first project that has many rows; few are
 * compared on the thread that owns the pool.
 */
export class ReferencePool {
  private threads: ThreadClient<ReferenceCalls>[] = [];
  /** Of the projects with few rows. */
  private own = new ReferenceSets();
  private few = new Set<string>();

  /** How many texts keep every thread busy once. */
  get texts(): number {
    return Math.max(1, this.threads.length) * mostTexts;
  }

  async load(projectId: string, rows: ReferenceRows): Promise<void> {
    await this.forget(projectId);
    // Each thread computes alone: as fast as one that uses every core, and the rest of the work is divided too.
    if (rows.test.length + rows.support.length <= fewRows) {
      this.few.add(projectId);
      await this.own.load({ projectId, threads: 1, ...rows });
      return;
    }
    const vectors = rows.vectors && {
      test: shared(rows.vectors.test),
      support: shared(rows.vectors.support),
    };
    if (this.threads.length === 0) this.threads = started();
    await this.all((thread) => thread.call("load", { projectId, threads: 1, ...rows, vectors }));
  }

  async forget(projectId: string): Promise<void> {
    if (this.few.delete(projectId)) await this.own.forget(projectId);
    else await this.all((thread) => thread.call("forget", { projectId }));
  }

  /** What each text is most like, in the order of the texts. */
  async compare(projectId: string, compared: ProbedTexts, testOnly: boolean): Promise<ReferenceMatches[]> {
    const { texts, vectors, leaveOut } = compared;
    if (this.few.has(projectId)) return this.own.compare({ projectId, testOnly, ...compared });
    const even = Math.ceil(texts.length / this.threads.length);
    const size = Math.min(mostTexts, Math.max(fewestTexts, even));
    const slices: Promise<ReferenceMatches[]>[] = [];
    for (let from = 0; from < texts.length; from += size) {
      const end = Math.min(texts.length, from + size);
      slices.push(
        this.idlest().call("compare", {
          projectId,
          testOnly,
          texts: texts.slice(from, end),
          vectors: vectors && rowsOf(vectors, from, end),
          leaveOut: leaveOut?.slice(from, end) ?? null,
        }),
      );
    }
    return (await Promise.all(slices)).flat();
  }

  private idlest(): ThreadClient<ReferenceCalls> {
    return this.threads.reduce((a, b) => (b.waiting < a.waiting ? b : a));
  }

  private async all(ask: (thread: ThreadClient<ReferenceCalls>) => Promise<unknown>): Promise<void> {
    await Promise.all(this.threads.map(ask));
  }
}

function started(): ThreadClient<ReferenceCalls>[] {
  const file = new URL("./reference-thread.ts", import.meta.url);
  const start = () =>
    new ThreadClient<ReferenceCalls>(file, "reference", (message) => {
      throw new Error(message);
    });
  return Array.from({ length: Math.min(mostThreads, availableParallelism()) }, start);
}

/** A copy of the rows from `from` to before `end`: a view would be sent with all that it is a view of. */
export function rowsOf({ dimensions, vectors }: TextVectors, from: number, end: number): TextVectors {
  return { dimensions, vectors: vectors.slice(from * dimensions, end * dimensions) };
}

/** The same numbers in memory that all threads see, so that they lie there once. */
function shared({ dimensions, vectors }: TextVectors): TextVectors {
  const copy = new Float32Array(new SharedArrayBuffer(vectors.byteLength));
  copy.set(vectors);
  return { dimensions, vectors: copy };
}
