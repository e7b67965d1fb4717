import { setImmediate } from "node:timers/promises";
import { embed, embedder } from "#lib/core/similarity/character-embedding.ts";
import { ExemplarVectors } from "#lib/screening/engine/exemplar-vectors.ts";
import { LexicalIndex, type LexicalMatch } from "#lib/screening/engine/lexical-index.ts";
import { NearestIndex, queryChunk } from "#lib/screening/engine/nearest.ts";
import { overlappingSpans } from "#lib/screening/overlap.ts";
import type {
  Against,
  Detector,
  DetectorScore,
  LoadedProject,
  ReferenceRow,
  ScreenedText,
  ScreeningResult,
} from "#lib/screening/screening.ts";

/**
 * Lower cosines are not stored, except against the test set, where the reviewer always sees how close a text
 * is.
 */
const cosineFloor = 0.3;
/** From this score on, the strongest match of each kind says where the texts overlap. */
const spansFrom = 0.5;

interface Match {
  detector: Detector;
  row: number;
  score: number;
}

/** Rows that do not change: the test or the support set. */
class ReferenceSet {
  readonly rows: ReferenceRow[];
  readonly lexical = new LexicalIndex();
  readonly vectors: NearestIndex;

  constructor(rows: ReferenceRow[]) {
    this.rows = rows;
    for (const [order, row] of rows.entries()) this.lexical.add(row.text, order);
    this.vectors = NearestIndex.create(embed(rows.map((row) => row.text)), embedder.dimensions);
  }
}

/**
 * All that one project's texts are compared with. Everything in memory; nothing is shared between projects.
 */
export class ProjectIndex {
  readonly corpusKey: string;
  private test: ReferenceSet;
  private support: ReferenceSet;
  /** By row, in the order added; an edited exemplar leaves its old row behind and gets a new one. */
  private exemplars: ScreenedText[] = [];
  private rowOf = new Map<string, number>();
  private lexical = new LexicalIndex();
  private vectors = new ExemplarVectors(embedder.dimensions);

  private constructor(project: LoadedProject) {
    this.corpusKey = project.corpusKey;
    this.test = new ReferenceSet(project.test);
    this.support = new ReferenceSet(project.support);
  }

  /** Reads the whole project, giving other work a turn between chunks. */
  static async create(project: LoadedProject): Promise<ProjectIndex> {
    const index = new ProjectIndex(project);
    for (const chunk of chunks(inOrder(project.exemplars))) {
      const vectors = embed(chunk.map((each) => each.text));
      for (const [i, exemplar] of chunk.entries()) index.add(exemplar, row(vectors, i));
      await setImmediate();
    }
    return index;
  }

  /** How many exemplars the project has. */
  get size(): number {
    return this.rowOf.size;
  }

  /**
   * See `ScreeningEngine.screen`. Works in chunks of 1,024 texts, so that the memory it needs does not grow.
   */
  async screen(texts: ScreenedText[]): Promise<ScreeningResult[]> {
    for (const { id } of texts) this.remove(id);
    const results = new Map<ScreenedText, ScreeningResult>();
    for (const chunk of chunks(inOrder(texts))) {
      for (const [i, scores] of (await this.screenChunk(chunk)).entries()) {
        const text = chunk[i] as ScreenedText;
        results.set(text, { id: text.id, scores });
      }
      await setImmediate();
    }
    return texts.map((text) => results.get(text) as ScreeningResult);
  }

  private async screenChunk(chunk: ScreenedText[]): Promise<DetectorScore[][]> {
    const vectors = embed(chunk.map((each) => each.text));
    const { test, support } = this;
    const nearestTest = await test.vectors.query(vectors, 1);
    const nearestSupport = await support.vectors.query(vectors, 1);
    // One after the other, since each text is looked up before it is added: a chunk gives what single texts
    // would.
    const lexical = chunk.map((exemplar, i) => {
      const found = this.lexical.matches(exemplar.text, exemplar.number);
      this.add(exemplar, row(vectors, i));
      return found;
    });
    const earlier = await this.vectors.nearestBefore(
      vectors,
      chunk.map((each) => each.number),
    );
    return chunk.map(({ text }, i) => [
      ...this.scores("test", text, test.rows, test.lexical.matches(text, Infinity), {
        row: test.rows.length > 0 ? (nearestTest.indices[i] as number) : -1,
        score: nearestTest.scores[i] as number,
      }),
      ...this.scores("support", text, support.rows, support.lexical.matches(text, Infinity), {
        row: support.rows.length > 0 ? (nearestSupport.indices[i] as number) : -1,
        score: nearestSupport.scores[i] as number,
      }),
      ...this.scores("exemplar", text, this.exemplars, lexical[i] as LexicalMatch[], {
        row: earlier.rows[i] as number,
        score: earlier.scores[i] as number,
      }),
    ]);
  }

  private scores(
    against: Against,
    text: string,
    rows: readonly ReferenceRow[],
    lexical: readonly LexicalMatch[],
    nearest: { row: number; score: number },
  ): DetectorScore[] {
    const matches: Match[] = [...lexical];
    if (nearest.row >= 0 && (against === "test" || nearest.score >= cosineFloor)) {
      // Rounding can lift a cosine a hair above 1.
      matches.push({ detector: "cosine", row: nearest.row, score: Math.min(1, nearest.score) });
    }
    const strongest = matches.reduce<Match | null>((a, b) => (a && a.score >= b.score ? a : b), null);
    return matches.map((match) => {
      const matched = rows[match.row] as ReferenceRow;
      const score: DetectorScore = {
        detector: match.detector,
        against,
        score: match.score,
        matchId: matched.id,
      };
      if (match === strongest && match.score >= spansFrom) score.spans = overlappingSpans(text, matched.text);
      return score;
    });
  }

  private add(exemplar: ScreenedText, vector: Float32Array): void {
    this.remove(exemplar.id);
    this.rowOf.set(exemplar.id, this.exemplars.push(exemplar) - 1);
    this.lexical.add(exemplar.text, exemplar.number);
    this.vectors.add(vector, exemplar.number);
  }

  /** Takes an exemplar out; nothing if it is not there. */
  remove(id: string): void {
    const known = this.rowOf.get(id);
    if (known === undefined) return;
    this.rowOf.delete(id);
    this.lexical.remove(known, (this.exemplars[known] as ScreenedText).text);
    this.vectors.remove(known);
  }
}

function inOrder(texts: ScreenedText[]): ScreenedText[] {
  return texts.toSorted((a, b) => a.number - b.number);
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let from = 0; from < items.length; from += queryChunk) yield items.slice(from, from + queryChunk);
}

function row(vectors: Float32Array, index: number): Float32Array {
  return vectors.subarray(index * embedder.dimensions, (index + 1) * embedder.dimensions);
}
