import { type Deck, deck } from "#lib/core/deck.ts";
import { expandGrammar } from "#lib/core/grammar.ts";
import { type Random, random } from "#lib/core/random.ts";
import { fillTemplate, parseTemplate, slotsOf, type TemplateNode } from "#lib/core/template.ts";
import { isReservedSlot, type Vocabulary, type VocabularyEntry } from "#lib/vocabularies/vocabularies.ts";
import { interleaveLabels, type Target } from "./interleave-labels.ts";
import { RecipeProblem } from "./recipe-problem.ts";
import type { ChatMessage, ItemMark, PlannedItem, RecipeSettings, RecipeVersion } from "./recipes.ts";

export interface PlanningLabel {
  id: string;
  name: string;
  description: string;
  colour: string;
}

export interface PlanningExample {
  id: string;
  text: string;
  labelId: string;
}

/** What recipes of a project may draw on. Orders matter: another order of the same things is another plan. */
export interface PlanningMaterial {
  labels: PlanningLabel[];
  vocabularies: Vocabulary[];
  /** The support set; the test set is not here and cannot be. */
  support: PlanningExample[];
}

export interface PlanningContext extends PlanningMaterial {
  version: RecipeVersion;
  synonyms: string[][];
}

export interface PlanRequest extends PlanningMaterial {
  version: RecipeSettings;
  targets: readonly Target[];
  seed: number | string;
}

/** How often another filling is looked for where the run has the same one already. */
const attempts = 20;

interface Plan {
  request: PlanRequest;
  /** The template and, before it, the system message if there is one. */
  templates: { role: ChatMessage["role"]; nodes: TemplateNode[] }[];
  /** The vocabularies that the templates name. */
  vocabularies: Vocabulary[];
  root: Random;
}

interface LabelDecks {
  label: PlanningLabel;
  entries: Map<string, Deck<VocabularyEntry>>;
  /** For the slot `example`. */
  examples: Deck<PlanningExample>;
  demonstrations: Deck<PlanningExample>;
}

/**
 * Plans a run: for each exemplar its label, seed, slot values and the messages filled with them. Pure: the same
 * request gives the same plan on every machine, and the seed and place of an item decide its random choices.
 *
 * Labels are interleaved in proportion to their targets. The entries of a slot are dealt to a label evenly within
 * their weights, and from shifted places of one order to the labels, so that together they go through the whole
 * vocabulary. Support examples are dealt evenly too, and an item never demonstrates its own `example`. Fillings
 * that the run already has are drawn again, up to twenty times.
 *
 * Where targets are equal for all labels their size does not matter to the items: a preview is the beginning of
 * the run.
 *
 * @throws RecipeProblem before the first item where a slot has nothing to draw from for a label of the targets
 */
export function* planItems(request: PlanRequest): Generator<PlannedItem> {
  const plan = readRequest(request);
  const decks = makeDecks(plan);
  const seen = new Set<string>();
  for (const { labelId, position } of interleaveLabels(request.targets)) {
    const labelDecks = decks.get(labelId);
    if (!labelDecks) throw new Error(`no decks for the label ${labelId}`);
    yield planItem(plan, labelDecks, position, seen);
  }
}

function readRequest(request: PlanRequest): Plan {
  const { version } = request;
  const grammar = version.kind === "grammar";
  const templates: Plan["templates"] = [];
  if (!grammar && version.systemMessage.trim() !== "") {
    templates.push({ role: "system", nodes: parseTemplate(version.systemMessage, { grammar: false }).nodes });
  }
  templates.push({ role: "user", nodes: parseTemplate(version.template, { grammar }).nodes });

  const names = new Set(templates.flatMap(({ nodes }) => slotsOf(nodes)).map((slot) => slot.name));
  const byName = new Map(request.vocabularies.map((vocabulary) => [vocabulary.name, vocabulary]));
  const vocabularies = [...names].flatMap((name) => {
    if (isReservedSlot(name)) return [];
    const vocabulary = byName.get(name);
    if (!vocabulary) throw new RecipeProblem("recipes.problems.slotGone", { slot: name });
    return [vocabulary];
  });
  requireMaterial(request, names, vocabularies);
  return { request, templates, vocabularies, root: random(request.seed) };
}

function requireMaterial(
  request: PlanRequest,
  names: ReadonlySet<string>,
  vocabularies: readonly Vocabulary[],
) {
  const labels = new Map(request.labels.map((label) => [label.id, label]));
  const supported = new Map<string, number>();
  for (const { labelId } of request.support) supported.set(labelId, (supported.get(labelId) ?? 0) + 1);
  const needed = (names.has("example") ? 1 : 0) + (names.has("demonstrations") ? 1 : 0);
  const served = vocabularies.map((vocabulary) => {
    const drawn = vocabulary.entries.filter((entry) => entry.weight > 0);
    const everyLabel = drawn.some((entry) => entry.labelIds.length === 0);
    return { vocabulary, everyLabel, some: new Set(drawn.flatMap((entry) => entry.labelIds)) };
  });
  for (const { labelId, count } of request.targets) {
    if (count === 0) continue;
    const label = labels.get(labelId);
    if (!label) throw new RecipeProblem("recipes.problems.labelGone");
    for (const { vocabulary, everyLabel, some } of served) {
      if (everyLabel || some.has(labelId)) continue;
      throw new RecipeProblem("recipes.problems.slotEmpty", { slot: vocabulary.name, label: label.name });
    }
    const examples = supported.get(labelId) ?? 0;
    if (examples < needed) {
      const key = examples === 0 ? "recipes.problems.noSupport" : "recipes.problems.oneSupport";
      throw new RecipeProblem(key, { label: label.name });
    }
  }
}

/** For each label of the targets the decks it draws from. */
function makeDecks({ request, vocabularies, root }: Plan): Map<string, LabelDecks> {
  const labels = new Map(request.labels.map((label) => [label.id, label]));
  const total = request.targets.reduce((sum, target) => sum + target.count, 0);
  const orders = new Map(
    vocabularies.map(({ name, entries }) => {
      const order = root
        .fork("order")
        .fork(name)
        .shuffle(entries.map((_, index) => index));
      const places = new Float64Array(entries.length);
      for (const [place, index] of order.entries()) places[index] = place / entries.length;
      return [name, places];
    }),
  );
  const decks = new Map<string, LabelDecks>();
  let before = 0;
  for (const { labelId, count } of request.targets) {
    const label = labels.get(labelId);
    if (!label || count === 0) continue;
    const shift = before / total;
    before += count;
    const stream = root.fork("decks").fork(decks.size);
    const entries = new Map(
      vocabularies.map(({ name, entries: all }) => {
        const places = orders.get(name) ?? new Float64Array(all.length);
        const cards = all.flatMap((entry, index) =>
          entry.labelIds.length === 0 || entry.labelIds.includes(labelId) ? [{ entry, index }] : [],
        );
        const dealt = deck({
          cards,
          weightOf: ({ entry }) => entry.weight,
          random: stream.fork("entries").fork(name),
          firstPlace: ({ index }) => ((places[index] ?? 0) - shift + 1) % 1,
        });
        return [name, { draw: () => dealt.draw()?.entry }];
      }),
    );
    const cards = request.support.filter((example) => example.labelId === labelId);
    const weightOf = () => 1;
    decks.set(labelId, {
      label,
      entries,
      examples: deck({ cards, weightOf, random: stream.fork("examples") }),
      demonstrations: deck({ cards, weightOf, random: stream.fork("demonstrations") }),
    });
  }
  return decks;
}

function planItem(plan: Plan, decks: LabelDecks, position: number, seen: Set<string>): PlannedItem {
  const stream = plan.root.fork("item").fork(position);
  const values = new Map<string, string>();
  let filled = fill(plan, decks, stream, values);
  for (let attempt = 1; seen.has(filled.key) && attempt <= attempts; attempt++) {
    // At first the choices of the grammar fall anew; where that does not help, the slots are drawn anew as well.
    if (attempt > attempts / 2) values.clear();
    filled = fill(plan, decks, stream.fork(attempt), values);
  }
  seen.add(filled.key);
  const slots = Object.fromEntries(
    [...values].filter(([name]) => filled.used.has(name) && (name === "example" || !isReservedSlot(name))),
  );
  const { messages, marks } = filled;
  return {
    position,
    labelId: decks.label.id,
    seed: stream.fork("seed").int(2 ** 31),
    slots,
    messages,
    marks,
  };
}

/** Fills the templates, drawing the values that `values` does not have yet into it. */
function fill(plan: Plan, decks: LabelDecks, stream: Random, values: Map<string, string>) {
  const { version } = plan.request;
  const chosen = plan.templates.map(({ role, nodes }, index) => ({
    role,
    nodes: expandGrammar(nodes, stream.fork("grammar").fork(index)),
  }));
  const used = new Set(chosen.flatMap(({ nodes }) => slotsOf(nodes)).map((slot) => slot.name));
  if (used.has("label")) values.set("label", decks.label.name);
  if (used.has("label_description")) values.set("label_description", decks.label.description);
  if (used.has("instruction")) values.set("instruction", version.instructions[decks.label.id] ?? "");
  for (const name of used) {
    if (values.has(name) || name === "demonstrations") continue;
    const drawn = name === "example" ? decks.examples.draw() : decks.entries.get(name)?.draw();
    if (!drawn) throw new Error(`nothing to draw for the slot ${name}`);
    values.set(name, drawn.text);
  }
  if (used.has("demonstrations") && !values.has("demonstrations")) {
    const example = used.has("example") ? values.get("example") : undefined;
    values.set("demonstrations", drawDemonstrations(decks, version.demonstrations, example, stream));
  }

  const messages: ChatMessage[] = [];
  const marks: ItemMark[] = [];
  for (const [message, { role, nodes }] of chosen.entries()) {
    const { text, marks: places } = fillTemplate(nodes, values);
    messages.push({ role, content: text });
    for (const place of places) marks.push({ message, ...place });
  }
  return { messages, marks, used, key: messages.map(({ content }) => content).join("\0") };
}

/** As many of the label's support examples as are asked for and there are, as a list, never the example itself. */
function drawDemonstrations(
  { demonstrations }: LabelDecks,
  count: number,
  example: string | undefined,
  stream: Random,
): string {
  const drawn: PlanningExample[] = [];
  while (drawn.length < count) {
    const next = demonstrations.draw((card) => card.text === example || drawn.includes(card));
    if (!next) break;
    drawn.push(next);
  }
  return stream
    .fork("demonstrations")
    .shuffle(drawn)
    .map(({ text }) => `- ${text.replaceAll("\n", "\n  ")}`)
    .join("\n");
}
