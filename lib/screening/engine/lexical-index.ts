import { GramOverlapIndex } from "#lib/core/similarity/gram-overlap.ts";
import { WordEditIndex } from "#lib/core/similarity/word-edit.ts";
import { exactKey } from "#lib/core/text.ts";
import type { Detector } from "#lib/screening/screening.ts";

/** Lower scores of the two graded detectors are neither looked for nor stored. */
export const lexicalFloor = 0.5;

export interface LexicalMatch {
  detector: Exclude<Detector, "cosine">;
  row: number;
  score: number;
}

/**
 * The three detectors that read characters, over one set of rows, numbered from 0 in the order they were
 * added.
 */
export class LexicalIndex {
  /** Rows of each exact key, in the order they were added. */
  private equal = new Map<string, number[]>();
  private orders: number[] = [];
  private wordEdits = new WordEditIndex();
  private grams = new GramOverlapIndex();

  add(text: string, order: number): void {
    const row = this.orders.push(order) - 1;
    this.wordEdits.add(text, order);
    this.grams.add(text, order);
    const key = exactKey(text);
    const rows = this.equal.get(key);
    if (rows) rows.push(row);
    else if (key !== "") this.equal.set(key, [row]);
  }

  remove(row: number, text: string): void {
    this.orders[row] = Infinity;
    this.wordEdits.remove(row);
    this.grams.remove(row);
    const key = exactKey(text);
    const rows = this.equal.get(key)?.filter((other) => other !== row);
    if (rows?.length) this.equal.set(key, rows);
    else this.equal.delete(key);
  }

  /**
   * The best match of each detector among rows of an order below `before`. An equal row says everything: then
   * the other two are not asked.
   */
  matches(text: string, before: number): LexicalMatch[] {
    const equal = this.equal.get(exactKey(text))?.find((row) => (this.orders[row] as number) < before);
    if (equal !== undefined) return [{ detector: "exact", row: equal, score: 1 }];
    const found: LexicalMatch[] = [];
    const edit = this.wordEdits.best(text, before);
    if (edit && edit.score >= lexicalFloor) found.push({ detector: "word-edit", ...edit });
    const overlap = this.grams.best(text, before, lexicalFloor);
    if (overlap) found.push({ detector: "character-grams", ...overlap });
    return found;
  }
}
