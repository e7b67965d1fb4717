import type { Random } from "./random.ts";

/** Draws cards in proportion to their weights, and evenly rather than independently. */
export interface Deck<T> {
  /** The next card, but for those to be passed over; undefined where that leaves none. */
  draw(passOver?: (card: T) => boolean): T | undefined;
}

export interface DeckOptions<T> {
  cards: readonly T[];
  /** ≥ 0, any unit; a card of weight 0 is never drawn. */
  weightOf: (card: T) => number;
  random: Random;
  /**
   * Where in [0, 1) of the first round a card stands; by chance where not given. Decks that share one order, each
   * shifted by another amount, together go through the whole of it.
   */
  firstPlace?: (card: T, index: number) => number;
}

interface Waiting {
  index: number;
  /** How often the card was drawn. */
  drawn: number;
  /** When it is due: the k-th draw of a card of weight w falls into [k/w, (k+1)/w). */
  due: number;
}

/**
 * A stratified sample without end: each card has its draws at random places, one in each interval of length
 * 1/weight, and the draws come in the order of the places. With equal weights that is dealing the whole deck,
 * shuffled, again and again; with unequal ones every card is drawn in proportion, give or take one.
 * Deterministic in the stream. A draw takes O(log n).
 */
export function deck<T>({ cards, weightOf, random, firstPlace }: DeckOptions<T>): Deck<T> {
  const heap: Waiting[] = [];
  const weights = cards.map(weightOf);
  for (const [index, card] of cards.entries()) {
    const weight = weights[index] as number;
    if (weight <= 0) continue;
    const place = firstPlace ? firstPlace(card, index) : random.next();
    push(heap, { index, drawn: 0, due: place / weight });
  }
  return {
    draw(passOver) {
      const passed: Waiting[] = [];
      let next = pop(heap);
      while (next && passOver?.(cards[next.index] as T)) {
        passed.push(next);
        next = pop(heap);
      }
      for (const waiting of passed) push(heap, waiting);
      if (!next) return undefined;
      const drawn = next.drawn + 1;
      push(heap, { ...next, drawn, due: (drawn + random.next()) / (weights[next.index] as number) });
      return cards[next.index];
    },
  };
}

function before(a: Waiting, b: Waiting): boolean {
  return a.due < b.due || (a.due === b.due && a.index < b.index);
}

function push(heap: Waiting[], waiting: Waiting): void {
  let at = heap.length;
  heap.push(waiting);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Waiting;
    if (!before(waiting, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = waiting;
}

function pop(heap: Waiting[]): Waiting | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Waiting, heap[child] as Waiting)) child += 1;
    const below = heap[child] as Waiting;
    if (!before(below, last)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return top;
}
