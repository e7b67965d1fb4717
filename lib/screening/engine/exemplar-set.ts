import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import type { Corpus, TextProfile } from "#lib/screening/detectors/corpus.ts";
import { bestMatch, dot } from "#lib/screening/engine/best-match.ts";
import { CandidateIndex } from "#lib/screening/engine/candidate-index.ts";
import { ExemplarVectors, type NearestBefore } from "#lib/screening/engine/exemplar-vectors.ts";
import type { Match, ScreenedText, TextVectors } from "#lib/screening/screening.ts";

/** Exemplars nearest by the built-in embedder that are compared with a text. */
const nearestCompared = 4;

/**
 * The exemplars of a project, each compared with those of a lower number. An edited exemplar leaves its old row
 * behind and gets a new one.
 */
export class ExemplarSet {
  private corpus: Corpus;
  private ids: string[] = [];
  private profiles: TextProfile[] = [];
  private rowOf = new Map<string, number>();
  private candidates = new CandidateIndex();
  private builtIn = new ExemplarVectors(embedder.dimensions);
  private foreign: ExemplarVectors | null;

  /** `foreignDimensions` of the project's own embedder, null where it has none. */
  constructor(corpus: Corpus, foreignDimensions: number | null) {
    this.corpus = corpus;
    this.foreign = foreignDimensions === null ? null : new ExemplarVectors(foreignDimensions);
  }

  get size(): number {
    return this.rowOf.size;
  }

  /** Adds texts in their order, without comparing them; `foreign` holds a vector for each. */
  add(texts: readonly ScreenedText[], foreign?: TextVectors): void {
    const vectors = embed(texts.map(({ text }) => text));
    for (const [i, text] of texts.entries())
      this.addOne(text, this.corpus.profile(text.text), vectors, i, foreign);
  }

  /** Compares each text with those of a lower number, the texts themselves among them, and adds it. */
  async screen(texts: readonly ScreenedText[], foreign?: TextVectors): Promise<(Match | null)[]> {
    const vectors = embed(texts.map(({ text }) => text));
    const profiles = texts.map(({ text }) => this.corpus.profile(text));
    // One after the other, since each text is looked up before it is added: a batch gives what single texts would.
    const candidates = texts.map((text, i) => {
      const profile = profiles[i] as TextProfile;
      const found = this.candidates.find(profile, text.number);
      this.addOne(text, profile, vectors, i, foreign);
      return found;
    });
    const orders = texts.map(({ number }) => number);
    const nearest = [await this.builtIn.nearestBefore(vectors, orders, nearestCompared)];
    if (this.foreign && foreign) nearest.push(await this.foreign.nearestBefore(foreign.vectors, orders, 1));
    const rows = {
      against: "exemplar" as const,
      id: (row: number) => this.ids[row] as string,
      profile: (row: number) => this.profiles[row] as TextProfile,
    };
    return profiles.map((profile, i) => {
      const { rows: found, isEqual } = candidates[i] as ReturnType<CandidateIndex["find"]>;
      for (const each of nearest) addNearest(each, i, isEqual, found);
      const builtIn = cosineWith(this.builtIn, { dimensions: embedder.dimensions, vectors }, i);
      if (!this.foreign || !foreign) return bestMatch(profile, rows, found, { builtIn });
      return bestMatch(profile, rows, found, { builtIn, own: cosineWith(this.foreign, foreign, i) });
    });
  }

  /**
   * The ids of the `limit` exemplars of the highest cosine with a text, falling, those without any likeness left out.
   * `own` is its vector by the project's own embedder, which counts where the project has one.
   */
  async nearest(text: string, own: TextVectors | null, limit: number): Promise<string[]> {
    const stored = this.foreign ?? this.builtIn;
    const query = this.foreign ? own?.vectors : embed([text]);
    if (!query) throw new RangeError("no vector of the project's own embedder");
    const { rows } = await stored.nearestBefore(query, [Infinity], limit);
    return Array.from(rows)
      .filter((row) => row >= 0)
      .map((row) => this.ids[row] as string);
  }

  /** Takes an exemplar out; nothing if it is not there. */
  remove(id: string): void {
    const row = this.rowOf.get(id);
    if (row === undefined) return;
    this.rowOf.delete(id);
    this.candidates.remove(row, (this.profiles[row] as TextProfile).key);
    this.builtIn.remove(row);
    this.foreign?.remove(row);
  }

  private addOne(
    text: ScreenedText,
    profile: TextProfile,
    vectors: Float32Array,
    at: number,
    foreign?: TextVectors,
  ): void {
    this.remove(text.id);
    this.rowOf.set(text.id, this.ids.push(text.id) - 1);
    this.profiles.push(profile);
    this.candidates.add(profile, text.number);
    this.builtIn.add(rowOf({ dimensions: embedder.dimensions, vectors }, at), text.number);
    if (foreign) this.foreign?.add(rowOf(foreign, at), text.number);
  }
}

/** Of an equal row only the highest cosine is not known yet. */
function addNearest({ k, rows }: NearestBefore, text: number, isEqual: boolean, found: Set<number>): void {
  for (let at = text * k; at < text * k + (isEqual ? 1 : k); at++) {
    const row = rows[at] as number;
    if (row >= 0) found.add(row);
  }
}

function cosineWith(stored: ExemplarVectors, { dimensions, vectors }: TextVectors, text: number) {
  return (row: number) => dot(vectors, text * dimensions, stored.vector(row), 0, dimensions);
}

function rowOf({ dimensions, vectors }: TextVectors, row: number): Float32Array {
  return vectors.subarray(row * dimensions, (row + 1) * dimensions);
}
