import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";

/** A row as a test needs it; its id and text follow its number. */
export function rowOf(number: number, given: Partial<ExemplarRow> = {}): ExemplarRow {
  const text = given.text ?? `text ${number}`;
  return {
    id: `id-${number}`,
    number,
    text,
    textLength: text.length,
    edited: false,
    label: { id: "refund", name: "refund", colour: "#336699" },
    intendedLabelId: "refund",
    status: "pending",
    leakProbability: 0.1,
    similarity: 0.5,
    screened: true,
    findings: [],
    suggestion: null,
    judgeScore: null,
    flagged: false,
    notes: 0,
    clusterId: null,
    group: null,
    run: { id: "run", number: 1 },
    recipe: { name: "recipe", version: 1 },
    revision: 0,
    ...given,
  };
}

/** A page of rows numbered from `from` to `to`, in a result in which row n stands at index n - 1. */
export function pageOf(from: number, to: number, given: Partial<ExemplarPage> = {}): ExemplarPage {
  const rows = Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => rowOf(from + at));
  const isEmpty = rows.length === 0;
  return {
    rows,
    first: isEmpty ? null : `${from}~`,
    last: isEmpty ? null : `${to}~`,
    hasBefore: from > 1,
    hasAfter: true,
    start: from - 1,
    place: from - 1,
    ...given,
  };
}
