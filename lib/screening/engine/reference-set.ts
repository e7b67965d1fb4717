import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { Corpus, type TextProfile } from "#lib/screening/detectors/corpus.ts";
import { bestMatch, dot, type RowCosines } from "#lib/screening/engine/best-match.ts";
import { CandidateIndex } from "#lib/screening/engine/candidate-index.ts";
import { type Nearest, NearestIndex } from "#lib/screening/engine/nearest.ts";
import { notLoaded } from "#lib/screening/engine/serve-calls.ts";
import type { ReferenceCalls, ReferenceMatches } from "#lib/screening/engine/thread-messages.ts";
import type { Match, ReferenceRow, TextVectors } from "#lib/screening/screening.ts";

/** Rows nearest by the built-in embedder that are compared with a text. */
export const nearestCompared = 6;

/** Texts to be compared with the rows of a set. */
export interface ComparedTexts {
  profiles: TextProfile[];
  /** By the built-in embedder, `profiles.length × 384`. */
  vectors: Float32Array;
  /** By the project's own embedder, where it has one. */
  foreign?: TextVectors;
  /** For each text the id of a row that is not compared with it. */
  leaveOut?: readonly (string | null)[];
}

/** Milliseconds that went into each stage, added up. */
export interface StageTimes {
  nearest: number;
  candidates: number;
  pairs: number;
}

/** Rows that do not change: the test or the support set. */
export class ReferenceSet {
  readonly against: "test" | "support";
  private rows: ReferenceRow[];
  private rowOf: Map<string, number>;
  private profiles: TextProfile[];
  private candidates = new CandidateIndex();
  private builtIn: NearestIndex;
  private foreign: NearestIndex | null;
  private vectors: Float32Array;
  private foreignVectors: TextVectors | null;

  private constructor(
    against: "test" | "support",
    rows: ReferenceRow[],
    profiles: TextProfile[],
    indexes: { builtIn: NearestIndex; foreign: NearestIndex | null },
    vectors: { builtIn: Float32Array; foreign: TextVectors | null },
  ) {
    this.against = against;
    this.rows = rows;
    this.rowOf = new Map(rows.map(({ id }, row) => [id, row]));
    this.profiles = profiles;
    for (const [row, profile] of profiles.entries()) this.candidates.add(profile, row);
    this.builtIn = indexes.builtIn;
    this.foreign = indexes.foreign;
    this.vectors = vectors.builtIn;
    this.foreignVectors = vectors.foreign;
  }

  /** `threads` compute nearest neighbours; `foreign` holds a vector for each row. Must be released. */
  static async create(
    against: "test" | "support",
    rows: ReferenceRow[],
    corpus: Corpus,
    options: { threads?: number; foreign?: TextVectors } = {},
  ): Promise<ReferenceSet> {
    const { threads, foreign } = options;
    if (foreign && foreign.vectors.length !== rows.length * foreign.dimensions) {
      throw new RangeError(`not one vector for each row of the ${against} set`);
    }
    const vectors = embed(rows.map((row) => row.text));
    return new ReferenceSet(
      against,
      rows,
      rows.map((row) => corpus.profile(row.text)),
      {
        builtIn: await NearestIndex.create(vectors, embedder.dimensions, threads),
        foreign: foreign ? await NearestIndex.create(foreign.vectors, foreign.dimensions, threads) : null,
      },
      { builtIn: vectors, foreign: foreign ?? null },
    );
  }

  /** What each text is most like; null where there is no row to compare it with. */
  async compare(texts: ComparedTexts, times?: StageTimes): Promise<(Match | null)[]> {
    const { profiles, leaveOut } = texts;
    if (this.rows.length === 0) return profiles.map(() => null);
    const start = performance.now();
    // The row left out may be among the nearest: then one more is needed.
    const more = leaveOut ? 1 : 0;
    const nearest = [await this.builtIn.query(texts.vectors, nearestCompared + more)];
    if (this.foreign) {
      const vectors = texts.foreign?.vectors as Float32Array;
      nearest.push(await this.foreign.query(vectors, 1 + more));
    }
    const found = performance.now();
    const except = profiles.map((_, i) => this.rowOf.get(leaveOut?.[i] ?? "") ?? -1);
    const candidates = profiles.map((profile, i) =>
      this.candidatesOf(profile, i, except[i] as number, nearest),
    );
    const gathered = performance.now();
    const rows = {
      against: this.against,
      id: (row: number) => (this.rows[row] as ReferenceRow).id,
      profile: (row: number) => this.profiles[row] as TextProfile,
    };
    const matches = profiles.map((profile, i) =>
      bestMatch(profile, rows, candidates[i] as Set<number>, this.cosinesOf(texts, i)),
    );
    if (times) {
      times.nearest += found - start;
      times.candidates += gathered - found;
      times.pairs += performance.now() - gathered;
    }
    return matches;
  }

  private cosinesOf({ vectors, foreign }: ComparedTexts, text: number): RowCosines {
    const { dimensions } = embedder;
    const builtIn = (row: number) =>
      dot(vectors, text * dimensions, this.vectors, row * dimensions, dimensions);
    const theirs = this.foreignVectors;
    if (!theirs || !foreign) return { builtIn };
    const width = theirs.dimensions;
    return {
      builtIn,
      own: (row) => dot(foreign.vectors, text * width, theirs.vectors, row * width, width),
    };
  }

  /** The rows a text is compared with: those that share words with it, and those nearest by vectors. */
  private candidatesOf(profile: TextProfile, text: number, except: number, nearest: Nearest[]): Set<number> {
    const { rows, isEqual } = this.candidates.find(profile, Infinity, except);
    for (const { k, indices } of nearest) {
      // Of an equal row only the highest cosine is not known yet.
      let left = isEqual ? 1 : k;
      for (let at = text * k; at < (text + 1) * k && left > 0; at++) {
        const row = indices[at] as number;
        if (row === except) continue;
        rows.add(row);
        left -= 1;
      }
    }
    return rows;
  }

  /** Frees what the sessions hold. */
  async release(): Promise<void> {
    await this.builtIn.release();
    await this.foreign?.release();
  }
}

/** The test and the support set of each project. */
export class ReferenceSets {
  private projects = new Map<string, { corpus: Corpus; test: ReferenceSet; support: ReferenceSet }>();

  /** Replaces what is known of the project. */
  async load(loaded: ReferenceCalls["load"]["input"]): Promise<void> {
    const { projectId, threads, maskNumbers, test, support, vectors } = loaded;
    await this.forget(projectId);
    const corpus = new Corpus({ maskNumbers });
    for (const { text } of [...test, ...support]) corpus.add(text);
    const set = (against: "test" | "support", rows: ReferenceRow[]) =>
      ReferenceSet.create(against, rows, corpus, {
        threads,
        ...(vectors ? { foreign: vectors[against] } : {}),
      });
    this.projects.set(projectId, {
      corpus,
      test: await set("test", test),
      support: await set("support", support),
    });
  }

  /** @throws ThreadError not-loaded */
  async compare(compared: ReferenceCalls["compare"]["input"]): Promise<ReferenceMatches[]> {
    const { projectId, texts, vectors, leaveOut, testOnly } = compared;
    const project = this.projects.get(projectId);
    if (!project) throw notLoaded(projectId);
    const profiled = {
      profiles: texts.map((text) => project.corpus.profile(text)),
      vectors: embed(texts),
      ...(vectors ? { foreign: vectors } : {}),
      ...(leaveOut ? { leaveOut } : {}),
    };
    const test = await project.test.compare(profiled);
    const support = testOnly ? [] : await project.support.compare(profiled);
    return test.map((match, i) => ({ test: match, support: support[i] ?? null }));
  }

  async forget(projectId: string): Promise<void> {
    const project = this.projects.get(projectId);
    this.projects.delete(projectId);
    await project?.test.release();
    await project?.support.release();
  }
}
