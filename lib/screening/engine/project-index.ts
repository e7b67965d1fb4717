import { setImmediate } from "node:timers/promises";
import { Corpus } from "#lib/screening/detectors/corpus.ts";
import { ExemplarSet } from "#lib/screening/engine/exemplar-set.ts";
import { type ReferencePool, rowsOf } from "#lib/screening/engine/reference-pool.ts";
import type {
  NearestQuestion,
  ProbedTexts,
  ReferenceMatches,
} from "#lib/screening/engine/thread-messages.ts";
import type {
  LoadedProject,
  Match,
  ScreenedText,
  ScreeningResult,
  TextVectors,
} from "#lib/screening/screening.ts";

/** Texts of one chunk: bounds the memory of a call, whatever its size. */
const chunkTexts = 1024;
/** Chunks sent to the reference threads before the first is answered, so that these never wait for this one. */
const chunksAhead = 4;

/** All that one project's texts are compared with; the test and support sets live in the reference threads. */
export class ProjectIndex {
  readonly corpusKey: string;
  private projectId: string;
  private pool: ReferencePool;
  private exemplars: ExemplarSet;
  /** Of the project's own embedder, null without one. */
  private foreignDimensions: number | null;

  private constructor(project: LoadedProject, pool: ReferencePool) {
    this.corpusKey = project.corpusKey;
    this.projectId = project.projectId;
    this.pool = pool;
    this.foreignDimensions = project.vectors?.test.dimensions ?? null;
    const corpus = new Corpus({ maskNumbers: project.maskNumbers ?? false });
    for (const { text } of [...project.test, ...project.support]) corpus.add(text);
    this.exemplars = new ExemplarSet(corpus, this.foreignDimensions);
  }

  /** Reads the whole project, giving other work a turn between chunks. */
  static async create(project: LoadedProject, pool: ReferencePool): Promise<ProjectIndex> {
    const { projectId, maskNumbers = false, test, support, vectors } = project;
    const references = pool.load(projectId, {
      maskNumbers,
      test,
      support,
      vectors: vectors ? { test: vectors.test, support: vectors.support } : null,
    });
    const index = new ProjectIndex(project, pool);
    index.check(project.exemplars.length, vectors?.exemplars ?? null);
    for (const chunk of chunksOf(project.exemplars, vectors?.exemplars ?? null)) {
      index.exemplars.add(chunk.texts, chunk.vectors ?? undefined);
      await setImmediate();
    }
    await references;
    return index;
  }

  /** How many exemplars the project has. */
  get size(): number {
    return this.exemplars.size;
  }

  /** See `ScreeningEngine.screen`. */
  async screen(texts: ScreenedText[], vectors: TextVectors | null): Promise<ScreeningResult[]> {
    this.check(texts.length, vectors);
    for (const { id } of texts) this.exemplars.remove(id);
    const results = new Map<ScreenedText, ScreeningResult>();
    const chunks = [...chunksOf(texts, vectors)];
    const compare = (chunk: Chunk | undefined) =>
      chunk
        ? [
            this.references(
              { texts: chunk.texts.map(({ text }) => text), vectors: chunk.vectors, leaveOut: null },
              false,
            ),
          ]
        : [];
    const ahead = chunks.slice(0, chunksAhead).flatMap(compare);
    for (const [i, chunk] of chunks.entries()) {
      const earlier = await this.exemplars.screen(chunk.texts, chunk.vectors ?? undefined);
      const references = (await ahead.shift()) as ReferenceMatches[];
      ahead.push(...compare(chunks[i + chunksAhead]));
      for (const [at, text] of chunk.texts.entries()) {
        const { test, support } = references[at] as ReferenceMatches;
        const matches = [test, support, earlier[at] ?? null].filter((match) => match !== null);
        results.set(text, { id: text.id, matches });
      }
      await setImmediate();
    }
    return texts.map((text) => results.get(text) as ScreeningResult);
  }

  /** See `ScreeningEngine.probe`. */
  async probe({ texts, vectors, leaveOut }: ProbedTexts): Promise<(Match | null)[]> {
    this.check(texts.length, vectors);
    const size = this.pool.texts * 2;
    const found: (Match | null)[] = [];
    for (let from = 0; from < texts.length; from += size) {
      const end = Math.min(texts.length, from + size);
      const part = {
        texts: texts.slice(from, end),
        vectors: vectors && rowsOf(vectors, from, end),
        leaveOut: leaveOut?.slice(from, end) ?? null,
      };
      for (const { test } of await this.references(part, true)) found.push(test);
    }
    return found;
  }

  /** See `ScreeningEngine.nearest`. */
  nearest({ text, vectors, limit }: NearestQuestion): Promise<string[]> {
    this.check(1, vectors);
    return this.exemplars.nearest(text, vectors, limit);
  }

  /** Takes an exemplar out; nothing if it is not there. */
  remove(id: string): void {
    this.exemplars.remove(id);
  }

  private references(texts: ProbedTexts, testOnly: boolean): Promise<ReferenceMatches[]> {
    return this.pool.compare(this.projectId, texts, testOnly);
  }

  private check(texts: number, vectors: TextVectors | null): void {
    if ((vectors?.dimensions ?? null) !== this.foreignDimensions) {
      throw new RangeError("the vectors are not of the embedder that the project was loaded with");
    }
    if (vectors && vectors.vectors.length !== texts * vectors.dimensions) {
      throw new RangeError("not one vector for each text");
    }
  }
}

interface Chunk {
  texts: ScreenedText[];
  vectors: TextVectors | null;
}

/** The texts in the order of their numbers, each with its vector. */
function* chunksOf(texts: readonly ScreenedText[], vectors: TextVectors | null): Generator<Chunk> {
  const order = Array.from(texts.keys()).sort(
    (a, b) => (texts[a] as ScreenedText).number - (texts[b] as ScreenedText).number,
  );
  for (let from = 0; from < order.length; from += chunkTexts) {
    const places = order.slice(from, from + chunkTexts);
    yield {
      texts: places.map((place) => texts[place] as ScreenedText),
      vectors: vectors && picked(vectors, places),
    };
  }
}

function picked({ dimensions, vectors }: TextVectors, rows: readonly number[]): TextVectors {
  const own = new Float32Array(rows.length * dimensions);
  for (const [i, row] of rows.entries()) {
    own.set(vectors.subarray(row * dimensions, (row + 1) * dimensions), i * dimensions);
  }
  return { dimensions, vectors: own };
}
