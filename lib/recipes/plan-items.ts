import type { Held } from "#lib/core/deck.ts";
import { expandGrammar } from "#lib/core/grammar.ts";
import { interleave } from "#lib/core/interleave.ts";
import { type Random, random } from "#lib/core/random.ts";
import { fillTemplate, parseTemplate, slotsOf, type TemplateNode } from "#lib/core/template.ts";
import { isReservedSlot } from "#lib/vocabularies/vocabularies.ts";
import { type Card, type LabelDecks, makeLabelDecks } from "./planning/label-decks.ts";
import type { PlanRequest } from "./planning/planning.ts";
import { RecipeProblem } from "./recipe-problem.ts";
import type { ChatMessage, ItemMark, PlannedItem, RecipeSettings } from "./recipes.ts";

/** How often another filling is looked for where the label has the same one already. */
const attempts = 20;
/** After so many items for which none was found, the label is taken to have no other. */
const patience = 3;

interface Plan {
  version: RecipeSettings;
  /** The template and, before it, the system message if there is one. */
  templates: { role: ChatMessage["role"]; nodes: TemplateNode[] }[];
  root: Random;
}

/** The fillings that a label has had. */
interface Seen {
  fillings: Set<string>;
  /** Items in a row for which no new filling was found. */
  failures: number;
}

/** Cards in the hand, by slot. */
type Hand = Map<string, Held<Card>>;

interface Filling {
  messages: ChatMessage[];
  marks: ItemMark[];
  values: Map<string, string>;
  hand: Hand;
  /** What two equal fillings of one label share. */
  key: string;
}

/**
 * Plans a run: for each exemplar its label, seed, slot values and the messages filled with them. Pure: the same
 * request gives the same plan on every machine.
 *
 * Labels are interleaved in proportion to their targets. The entries of a slot are dealt to a label evenly within
 * their weights, and to the labels from shifted places of one order, so that together they go through the whole
 * vocabulary. Support examples are dealt evenly too, and an item never demonstrates its own `example`. Where a label
 * has the same filling already, others are tried, up to twenty: first with other choices of the grammar, then with
 * the cards that are due next.
 *
 * Where the targets are the same number for all labels, that number does not matter to the items: a preview of the
 * same labels is the beginning of the run.
 *
 * @throws RecipeProblem before the first item where a slot has nothing to draw from for a label of the targets
 */
export function* planItems(request: PlanRequest): Generator<PlannedItem> {
  const { version, targets } = request;
  const root = random(request.seed);
  const templates = readTemplates(version);
  const slotNames = new Set(templates.flatMap(({ nodes }) => slotsOf(nodes)).map((slot) => slot.name));
  const byName = new Map(request.vocabularies.map((vocabulary) => [vocabulary.name, vocabulary]));
  const vocabularies = [...slotNames].flatMap((name) => {
    if (isReservedSlot(name)) return [];
    const vocabulary = byName.get(name);
    if (!vocabulary) throw new RecipeProblem("recipes.problems.slotGone", { slot: name });
    return [vocabulary];
  });
  const allDecks = makeLabelDecks({ request, slotNames, vocabularies, root });
  const seen = new Map<string, Seen>();
  let position = 0;
  for (const kind of interleave(targets.map((target) => target.count))) {
    const labelId = targets[kind]?.labelId ?? "";
    const decks = allDecks.get(labelId);
    if (!decks) throw new Error(`no decks for the label ${labelId}`);
    const seenOfLabel = seen.get(labelId) ?? { fillings: new Set(), failures: 0 };
    seen.set(labelId, seenOfLabel);
    yield planItem({ version, templates, root }, decks, position, seenOfLabel);
    position += 1;
  }
}

function readTemplates({ kind, template, systemMessage }: RecipeSettings): Plan["templates"] {
  const user = {
    role: "user" as const,
    nodes: parseTemplate(template, { grammar: kind === "grammar" }).nodes,
  };
  if (kind === "grammar" || systemMessage.trim() === "") return [user];
  return [{ role: "system", nodes: parseTemplate(systemMessage, { grammar: false }).nodes }, user];
}

function planItem(plan: Plan, decks: LabelDecks, position: number, seen: Seen): PlannedItem {
  const stream = plan.root.fork("item").fork(position);
  const held: [string, Held<Card>][] = [];
  const take = (name: string) => {
    const card = decks.slots.get(name)?.take();
    if (card) held.push([name, card]);
    return card;
  };

  let hand: Hand = new Map();
  const first = fill(plan, decks, stream, hand, take);
  let chosen = first;
  const limit = seen.failures < patience ? attempts : 0;
  for (let attempt = 1; seen.fillings.has(chosen.key) && attempt <= limit; attempt++) {
    if (attempt > attempts / 2) {
      hand = new Map([...hand].map(([name, card]) => [name, take(name) ?? card]));
    }
    chosen = fill(plan, decks, stream.fork(attempt), hand, take);
  }
  const isNew = !seen.fillings.has(chosen.key);
  seen.failures = isNew ? 0 : seen.failures + 1;
  if (!isNew) chosen = first;
  seen.fillings.add(chosen.key);

  for (const [name, card] of held) {
    const deck = decks.slots.get(name);
    if (chosen.hand.get(name) === card && chosen.values.has(name)) deck?.play(card);
    else deck?.putBack(card);
  }
  const { values, messages, marks } = chosen;
  const slots = Object.fromEntries(
    [...values].filter(([name]) => name === "example" || !isReservedSlot(name)),
  );
  const seed = stream.fork("seed").int(2 ** 31);
  return { position, labelId: decks.label.id, seed, slots, messages, marks };
}

/** Chooses the grammar's alternatives and fills the templates, taking into the hand the cards that it lacks. */
function fill(
  { version, templates }: Plan,
  decks: LabelDecks,
  stream: Random,
  hand: Hand,
  take: (name: string) => Held<Card> | undefined,
): Filling {
  const chosen = templates.map(({ role, nodes }, index) => ({
    role,
    nodes: expandGrammar(nodes, stream.fork("grammar").fork(index)),
  }));
  const { label } = decks;
  const own = new Map([
    ["label", label.name],
    ["label_description", label.description],
    ["instruction", version.instructions[label.id] ?? ""],
  ]);
  const values = new Map<string, string>();
  const used = new Set(chosen.flatMap(({ nodes }) => slotsOf(nodes)).map((slot) => slot.name));
  for (const name of used) {
    if (name === "demonstrations") continue;
    const value = own.get(name);
    const card = value === undefined ? (hand.get(name) ?? take(name)) : undefined;
    if (card) hand.set(name, card);
    const text = value ?? card?.card.text;
    if (text === undefined) throw new Error(`nothing to draw for the slot ${name}`);
    values.set(name, text);
  }
  if (used.has("demonstrations")) {
    values.set(
      "demonstrations",
      drawDemonstrations(decks, version.demonstrations, values.get("example"), stream),
    );
  }
  const messages: ChatMessage[] = [];
  const marks: ItemMark[] = [];
  for (const [message, { role, nodes }] of chosen.entries()) {
    const { text, marks: places } = fillTemplate(nodes, values);
    messages.push({ role, content: text });
    for (const place of places) marks.push({ message, ...place });
  }
  // A prompt, which may be long, is told by its values; a grammar's choices show in its text only.
  const parts = version.kind === "prompt" ? [...values.values()] : messages.map(({ content }) => content);
  return { messages, marks, values, hand: new Map(hand), key: parts.join("\0") };
}

/** As many of the label's support examples as are asked for and there are, as a list, never the example itself. */
function drawDemonstrations(
  { demonstrations }: LabelDecks,
  count: number,
  example: string | undefined,
  stream: Random,
): string {
  const shown: string[] = [];
  const passed: Held<Card>[] = [];
  const played: Held<Card>[] = [];
  while (shown.length < count) {
    const next = demonstrations.take();
    if (!next) break;
    const { text } = next.card;
    if (text === example || shown.includes(text)) passed.push(next);
    else {
      played.push(next);
      shown.push(text);
    }
  }
  for (const card of played) demonstrations.play(card);
  for (const card of passed) demonstrations.putBack(card);
  return stream
    .fork("demonstrations")
    .shuffle(shown)
    .map((text) => `- ${text.replaceAll("\n", "\n  ")}`)
    .join("\n");
}
