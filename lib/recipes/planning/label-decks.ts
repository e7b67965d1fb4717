import { type Deck, deck } from "#lib/core/deck.ts";
import type { Random } from "#lib/core/random.ts";
import type { Vocabulary } from "#lib/vocabularies/vocabularies.ts";
import { RecipeProblem } from "../recipe-problem.ts";
import type { PlanningLabel, PlanRequest } from "./planning.ts";

/** A vocabulary's entry or a support example. */
export interface Card {
  text: string;
}

/** What one label draws from. */
export interface LabelDecks {
  label: PlanningLabel;
  /** By slot: the vocabularies' and `example`. */
  slots: Map<string, Deck<Card>>;
  /** The label's support examples, dealt for `demonstrations` apart from those for `example`. */
  demonstrations: Deck<Card>;
}

/**
 * The decks of each label of the targets. All labels deal a vocabulary from one shuffled order, each from the place
 * that its share of the targets gives it, so that together they go through the whole of it.
 * @throws RecipeProblem where a slot has nothing to draw from for a label
 */
export function makeLabelDecks(asked: {
  request: PlanRequest;
  slotNames: ReadonlySet<string>;
  vocabularies: readonly Vocabulary[];
  root: Random;
}): Map<string, LabelDecks> {
  const { request, slotNames, vocabularies, root } = asked;
  const labels = new Map(request.labels.map((label) => [label.id, label]));
  const examples = Map.groupBy(request.support, (example) => example.labelId);
  const orders = vocabularies.map((vocabulary) => orderOf(vocabulary, root));
  const total = request.targets.reduce((sum, target) => sum + target.count, 0);
  const decks = new Map<string, LabelDecks>();
  let before = 0;
  for (const { labelId, count } of request.targets) {
    if (count === 0) continue;
    const label = labels.get(labelId);
    if (!label) throw new RecipeProblem("recipes.problems.labelGone");
    const shift = before / total;
    before += count;

    const stream = root.fork("decks").fork(decks.size);
    const slots = new Map<string, Deck<Card>>();
    for (const { name, places, isForAll } of orders) {
      const cards = isForAll
        ? places
        : places.filter(({ labelIds }) => labelIds.length === 0 || labelIds.includes(labelId));
      if (cards.length === 0)
        throw new RecipeProblem("recipes.problems.slotEmpty", { slot: name, label: label.name });
      const dealt = deck({
        cards,
        weightOf: ({ weight }) => weight,
        random: stream.fork("entries").fork(name),
        firstPlace: ({ place }) => (place - shift + 1) % 1,
      });
      slots.set(name, dealt);
    }

    const cards = examples.get(labelId) ?? [];
    const needed = Number(slotNames.has("example")) + Number(slotNames.has("demonstrations"));
    if (new Set(cards.map(({ text }) => text)).size < needed) {
      const key = cards.length === 0 ? "recipes.problems.noSupport" : "recipes.problems.oneSupport";
      throw new RecipeProblem(key, { label: label.name });
    }
    const weightOf = () => 1;
    slots.set("example", deck({ cards, weightOf, random: stream.fork("examples") }));
    const demonstrations = deck({ cards, weightOf, random: stream.fork("demonstrations") });
    decks.set(labelId, { label, slots, demonstrations });
  }
  return decks;
}

/** The entries that can be drawn, each with its place in [0, 1). */
function orderOf({ name, entries }: Vocabulary, root: Random) {
  const drawn = entries.filter((entry) => entry.weight > 0);
  const order = root.fork("order").fork(name).shuffle(drawn);
  return {
    name,
    places: order.map(({ text, weight, labelIds }, index) => ({
      text,
      weight,
      labelIds,
      place: index / order.length,
    })),
    isForAll: order.every(({ labelIds }) => labelIds.length === 0),
  };
}
