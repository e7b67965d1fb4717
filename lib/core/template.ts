/**
 * The template language: text with slots `{{ name }}` and, where the grammar is on, alternatives `[a|b|c]` that may
 * nest, an empty alternative making a part optional. A backslash takes its meaning from `{{`, `{%` and, in a
 * grammar, from `[`, `|`, `]` and itself. Slots stay nodes of the tree, so that nothing in a value is ever read as
 * template. `{%` is kept free for later.
 */
export type TemplateNode = TextNode | SlotNode | ChoiceNode;

export interface TextNode {
  kind: "text";
  text: string;
}

export interface SlotNode {
  kind: "slot";
  name: string;
  /** Where it stands in the source, in UTF-16 units: [from, to). */
  from: number;
  to: number;
}

export interface ChoiceNode {
  kind: "choice";
  options: TemplateNode[][];
}

export type TemplateMistakeCode =
  | "unclosedSlot"
  | "emptySlot"
  | "slotName"
  | "tag"
  | "unclosedBracket"
  | "strayBracket"
  | "tooDeep";

export interface TemplateMistake {
  code: TemplateMistakeCode;
  from: number;
  to: number;
  /** What stands there, cut to 40 characters. */
  found: string;
}

export interface Template {
  nodes: TemplateNode[];
  mistakes: TemplateMistake[];
  /** Where the brackets and bars of the grammar stand, in UTF-16 units. */
  grammarMarks: number[];
}

/** Letters, digits and underscores of any script; compared in Unicode normal form C. */
export const slotNamePattern = /^[\p{L}\p{M}\p{N}_]+$/u;

export const deepestNesting = 20;
const mostMistakes = 100;

interface OpenChoice {
  from: number;
  options: TemplateNode[][];
}

/** Reads a template in time linear in its length. Goes on after a mistake, so that all are told at once. */
export function parseTemplate(source: string, { grammar }: { grammar: boolean }): Template {
  const mistakes: TemplateMistake[] = [];
  const grammarMarks: number[] = [];
  const open: OpenChoice[] = [];
  const root: TemplateNode[] = [];
  let nodes = root;
  let text = "";
  let close = -1;
  let i = 0;

  const mistake = (code: TemplateMistakeCode, from: number, to: number) => {
    if (mistakes.length < mostMistakes)
      mistakes.push({ code, from, to, found: source.slice(from, to).slice(0, 40) });
  };
  const endText = () => {
    if (text !== "") nodes.push({ kind: "text", text });
    text = "";
  };
  const endChoice = () => {
    endText();
    const choice = open.pop();
    if (!choice) return;
    const outer = open.at(-1)?.options.at(-1) ?? root;
    outer.push({ kind: "choice", options: choice.options });
    nodes = outer;
  };

  while (i < source.length) {
    const character = source[i] as string;
    if (character === "\\") {
      const taken = escaped(source, i, grammar);
      text += taken.text;
      i += taken.length;
    } else if (source.startsWith("{{", i)) {
      if (close < i + 2) close = source.indexOf("}}", i + 2);
      if (close === -1) close = Number.POSITIVE_INFINITY;
      const inner = close === Number.POSITIVE_INFINITY ? "" : source.slice(i + 2, Math.min(close, i + 202));
      if (close === Number.POSITIVE_INFINITY || inner.includes("{{")) {
        mistake("unclosedSlot", i, i + 2);
        text += "{{";
        i += 2;
        continue;
      }
      const name = inner.trim().normalize();
      const to = close + 2;
      if (name === "") mistake("emptySlot", i, to);
      else if (close - i > 200 || !slotNamePattern.test(name)) mistake("slotName", i, to);
      else {
        endText();
        nodes.push({ kind: "slot", name, from: i, to });
      }
      i = to;
    } else if (source.startsWith("{%", i)) {
      mistake("tag", i, i + 2);
      text += "{%";
      i += 2;
    } else if (grammar && character === "[") {
      if (open.length === deepestNesting) {
        mistake("tooDeep", i, i + 1);
        break;
      }
      grammarMarks.push(i);
      endText();
      nodes = [];
      open.push({ from: i, options: [nodes] });
      i += 1;
    } else if (grammar && character === "|" && open.length > 0) {
      grammarMarks.push(i);
      endText();
      nodes = [];
      open.at(-1)?.options.push(nodes);
      i += 1;
    } else if (grammar && character === "]") {
      grammarMarks.push(i);
      if (open.length > 0) endChoice();
      else mistake("strayBracket", i, i + 1);
      i += 1;
    } else {
      text += character;
      i += 1;
    }
  }
  if (i >= source.length) for (const choice of open) mistake("unclosedBracket", choice.from, choice.from + 1);
  while (open.length > 0) endChoice();
  endText();
  return { nodes: root, mistakes, grammarMarks };
}

/** What a backslash at `at` stands for, and how much of the source that takes. */
function escaped(source: string, at: number, grammar: boolean): { text: string; length: number } {
  if (source.startsWith("{{", at + 1) || source.startsWith("{%", at + 1)) {
    return { text: source.slice(at + 1, at + 3), length: 3 };
  }
  const next = source[at + 1] ?? "";
  const beforeSlot = next === "\\" && source.startsWith("{{", at + 2);
  if (beforeSlot || (grammar && next !== "" && "[]|\\".includes(next))) return { text: next, length: 2 };
  return { text: "\\", length: 1 };
}

/** Every slot of the template in the order of the source, those of all alternatives included. */
export function slotsOf(nodes: readonly TemplateNode[]): SlotNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === "slot") return [node];
    return node.kind === "choice" ? node.options.flatMap(slotsOf) : [];
  });
}

/** Line and column of an offset, both from 1; the column counts UTF-16 units, as editors do. */
export function positionOf(source: string, offset: number): { line: number; column: number } {
  const before = source.slice(0, offset).split("\n");
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

/** Where the value of a slot stands in the filled text: [from, to). */
export interface SlotMark {
  slot: string;
  from: number;
  to: number;
}

/** Puts the values in, each as it is. A slot without a value is a mistake of the caller and throws. */
export function fillTemplate(
  nodes: readonly (TextNode | SlotNode)[],
  values: ReadonlyMap<string, string>,
): { text: string; marks: SlotMark[] } {
  const marks: SlotMark[] = [];
  let text = "";
  for (const node of nodes) {
    if (node.kind === "text") {
      text += node.text;
      continue;
    }
    const value = values.get(node.name);
    if (value === undefined) throw new Error(`no value for the slot ${node.name}`);
    marks.push({ slot: node.name, from: text.length, to: text.length + value.length });
    text += value;
  }
  return { text, marks };
}
