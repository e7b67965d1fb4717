import type { Random } from "./random.ts";

/** A card in the hand: until it is played or put back it is not in the deck. */
export interface Held<T> {
  readonly card: T;
  readonly place: Place;
}

interface Place {
  index: number;
  /** How often the card was played. */
  played: number;
  /** When it is due: the k-th play of a card of weight w falls into [k/w, (k+1)/w). */
  due: number;
}

export interface Deck<T> {
  /** The card that is due, taken into the hand; undefined where all are held or there are none. */
  take(): Held<T> | undefined;
  /** The card counts as drawn and goes back to where it is due next. */
  play(held: Held<T>): void;
  /** The card goes back as if it had not been taken. */
  putBack(held: Held<T>): void;
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
  firstPlace?: (card: T) => number;
}

/**
 * A stratified sample without end: each card has its draws at random places, one in each interval of length
 * 1/weight, and the draws come in the order of the places. With equal weights that is dealing the whole deck,
 * shuffled, again and again; with unequal ones every card is drawn in proportion, give or take one.
 * Deterministic in the stream. A draw takes O(log n).
 */
export function deck<T>({ cards, weightOf, random, firstPlace }: DeckOptions<T>): Deck<T> {
  const heap: Place[] = [];
  let weights: number[] | undefined;
  /** At the first draw: of a preview's many decks most are never drawn from. */
  const shuffle = () => {
    weights = cards.map(weightOf);
    for (const [index, card] of cards.entries()) {
      const weight = weights[index] as number;
      if (weight > 0) push(heap, { index, played: 0, due: (firstPlace?.(card) ?? random.next()) / weight });
    }
  };
  return {
    take() {
      if (!weights) shuffle();
      const place = pop(heap);
      return place && { card: cards[place.index] as T, place };
    },
    play({ place }) {
      const played = place.played + 1;
      const due = (played + random.next()) / (weights?.[place.index] as number);
      push(heap, { index: place.index, played, due });
    },
    putBack({ place }) {
      push(heap, place);
    },
  };
}

function before(a: Place, b: Place): boolean {
  return a.due < b.due || (a.due === b.due && a.index < b.index);
}

function push(heap: Place[], place: Place): void {
  let at = heap.length;
  heap.push(place);
  while (at > 0) {
    const parent = (at - 1) >> 1;
    const above = heap[parent] as Place;
    if (!before(place, above)) break;
    heap[at] = above;
    at = parent;
  }
  heap[at] = place;
}

function pop(heap: Place[]): Place | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (!last || heap.length === 0) return top;
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Place, heap[child] as Place)) child += 1;
    const below = heap[child] as Place;
    if (!before(below, last)) break;
    heap[at] = below;
    at = child;
  }
  heap[at] = last;
  return top;
}
