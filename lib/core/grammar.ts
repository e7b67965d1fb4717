import type { Random } from "./random.ts";
import type { SlotNode, TemplateNode, TextNode } from "./template.ts";

type Piece = TextNode | SlotNode | { kind: "gap" };

/**
 * Chooses one alternative of every choice, each equally likely, and gives the text and slots that remain.
 * Deterministic in the stream. Where an optional part fell away between two spaces, or between a space and an end
 * of the text, one of the spaces goes with it.
 */
export function expandGrammar(nodes: readonly TemplateNode[], random: Random): (TextNode | SlotNode)[] {
  const pieces: Piece[] = [];
  choose(nodes, random, pieces);
  return closeGaps(pieces);
}

function choose(nodes: readonly TemplateNode[], random: Random, into: Piece[]): void {
  for (const node of nodes) {
    if (node.kind !== "choice") into.push(node);
    else {
      const option = random.pick(node.options);
      if (option.length === 0) into.push({ kind: "gap" });
      else choose(option, random, into);
    }
  }
}

function closeGaps(pieces: readonly Piece[]): (TextNode | SlotNode)[] {
  const kept: (TextNode | SlotNode)[] = [];
  let gap = false;
  for (const piece of pieces) {
    const last = kept.at(-1);
    if (piece.kind === "gap") {
      gap = true;
    } else if (piece.kind === "slot") {
      kept.push(piece);
      gap = false;
    } else {
      const afterSpace = !last || (last.kind === "text" && /\s$/.test(last.text));
      const text: string = gap && afterSpace ? piece.text.replace(/^[ \t]/, "") : piece.text;
      if (last?.kind === "text") kept[kept.length - 1] = { kind: "text", text: last.text + text };
      else if (text !== "") kept.push({ kind: "text", text });
      // A text that was only the space between two gaps leaves the second gap open.
      gap = gap && text === "";
    }
  }
  const last = kept.at(-1);
  if (gap && last?.kind === "text")
    kept[kept.length - 1] = { kind: "text", text: last.text.replace(/[ \t]$/, "") };
  return kept;
}

/** In how many ways the choices can fall; Infinity from 10³⁰⁸ on. Alternatives with the same text count apart. */
export function countExpansions(nodes: readonly TemplateNode[]): number {
  let ways = 1;
  for (const node of nodes) {
    if (node.kind !== "choice") continue;
    let sum = 0;
    for (const option of node.options) sum += countExpansions(option);
    ways *= sum;
  }
  return ways;
}
