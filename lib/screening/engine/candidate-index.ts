import { PostingLists } from "#lib/core/similarity/posting-lists.ts";
import { SequenceIndex, unitsOf } from "#lib/core/similarity/sequence-index.ts";
import { WordEditIndex } from "#lib/core/similarity/word-edit.ts";
import { normalise } from "#lib/core/text.ts";
import type { TextProfile } from "#lib/screening/detectors/corpus.ts";

/** A word of this weight, if it does not carry grammar, may be the value of a slot; numbers always are. */
const slotFrom = 0.6;
/** Rows of one template that are compared with a text. */
const mostOfTemplate = 3;
/** A template says nothing with fewer words around its slots. */
const leastAround = 2;

/**
 * Names the rows that a text must be compared with, besides those nearest by vectors: the equal one, one within a
 * word edit, one of the same template, those inside the text or around it, those that share its rarest pairs of
 * words. About five. Rows are numbered from 0 in the order they were added.
 */
export class CandidateIndex {
  /** Rows of each exact key, in the order they were added. */
  private equal = new Map<string, number[]>();
  private orders: number[] = [];
  private wordEdits = new WordEditIndex();
  private sequences = new SequenceIndex();
  private templates = new PostingLists();

  add(profile: TextProfile, order: number): void {
    const row = this.orders.push(order) - 1;
    this.wordEdits.add(profile.text, order);
    this.sequences.add(unitsOf(normalise(profile.text)), order);
    const template = templateKey(profile);
    if (template !== null) this.templates.add(template, row);
    const rows = this.equal.get(profile.key);
    if (rows) rows.push(row);
    else if (profile.key !== "") this.equal.set(profile.key, [row]);
  }

  remove(row: number, key: string): void {
    this.orders[row] = Infinity;
    this.wordEdits.remove(row);
    this.sequences.remove(row);
    const rows = this.equal.get(key)?.filter((other) => other !== row);
    if (rows?.length) this.equal.set(key, rows);
    else this.equal.delete(key);
  }

  /**
   * The candidates among rows of an order below `before`, `except` that one. An equal row says everything: then it
   * is the only one, and `isEqual`.
   */
  find(profile: TextProfile, before: number, except = -1): { rows: Set<number>; isEqual: boolean } {
    const isOpen = (row: number) => (this.orders[row] as number) < before && row !== except;
    const equal = this.equal.get(profile.key)?.find(isOpen);
    if (equal !== undefined) return { rows: new Set([equal]), isEqual: true };
    const rows = new Set<number>();
    const edit = this.wordEdits.best(profile.text, before, except);
    if (edit) rows.add(edit.row);
    this.addOfTemplate(profile, isOpen, rows);
    this.sequences.find(unitsOf(normalise(profile.text)), before, rows, except);
    return { rows, isEqual: false };
  }

  private addOfTemplate(profile: TextProfile, isOpen: (row: number) => boolean, rows: Set<number>): void {
    const key = templateKey(profile);
    const list = key === null ? -1 : this.templates.find(key);
    if (list < 0) return;
    const start = this.templates.start(list);
    const end = start + this.templates.length(list);
    for (let i = start, left = mostOfTemplate; i < end && left > 0; i++) {
      const row = this.templates.pool[i] as number;
      if (!isOpen(row)) continue;
      rows.add(row);
      left -= 1;
    }
  }
}

/** A hash of the words with one mark for each run of slot values; null without a slot or with little around it. */
function templateKey({ words, weights }: TextProfile): number | null {
  let hash = 0x811c9dc5;
  let around = 0;
  let isSlot = false;
  for (const [i, word] of words.entries()) {
    const wasSlot = isSlot;
    isSlot = word.isNumber || (!word.isFunction && (weights[i] as number) >= slotFrom);
    if (isSlot && wasSlot) continue;
    if (!isSlot) around += 1;
    const key = isSlot ? "*" : word.lemma;
    for (let j = 0; j < key.length; j++) hash = Math.imul(hash ^ key.charCodeAt(j), 0x01000193);
    hash = Math.imul(hash ^ 0x20, 0x01000193);
  }
  return around < leastAround || around === words.length ? null : hash;
}
