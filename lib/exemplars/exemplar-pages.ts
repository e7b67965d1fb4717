import { z } from "zod";
import type { SortKey } from "./exemplar-views.ts";
import { EXEMPLAR_LIMITS, type ExemplarRow } from "./exemplars.ts";

/** A place between two rows of a sorted result: the sort's value at one row, and its number to tell equals apart. */
export interface Cursor {
  value: string | null;
  number: number;
}

export function writeCursor({ value, number }: Cursor): string {
  return `${number}~${value ?? ""}`;
}

const scoreText = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,20})?(e-?\d{1,3})?$/)
  .nullable();

const wholeText = z.string().regex(/^\d{1,9}$/);

const CURSOR_VALUES: Record<SortKey, z.ZodType> = {
  number: z.null(),
  attention: scoreText,
  leak: scoreText,
  similarity: scoreText,
  judge: wholeText.nullable(),
  findings: wholeText,
  agreement: scoreText,
  label: z.uuid(),
  length: wholeText,
  group: z.uuid().nullable(),
  decided: z.iso.datetime().nullable(),
  likeness: wholeText,
};

/** @returns null where the text is no cursor of that sort */
export function readCursor(text: string, key: SortKey): Cursor | null {
  const [, number, value] = /^(\d{1,9})~(.{0,64})$/.exec(text) ?? [];
  if (number === undefined || value === undefined) return null;
  const cursor = { value: value === "" ? null : value, number: Number(number) };
  return CURSOR_VALUES[key].safeParse(cursor.value).success ? cursor : null;
}

/** Which rows of the result are asked for. `around` and `index` are for a first look, the others go on from it. */
export type PageRequest =
  | { from: "start" }
  | { from: "around"; number: number }
  | { from: "index"; index: number }
  | { from: "after" | "before"; cursor: string };

const CURSOR_LENGTH = 100;

/** What an address asks of the route of pages; the start where it asks for nothing that fits. */
export function readPageRequest(parameters: Iterable<[string, string]>): PageRequest {
  const { around, index, after, before } = Object.fromEntries(parameters);
  const whole = (value: string | undefined) =>
    value !== undefined && /^\d{1,9}$/.test(value) ? Number(value) : null;
  if (after !== undefined) return { from: "after", cursor: after.slice(0, CURSOR_LENGTH) };
  if (before !== undefined) return { from: "before", cursor: before.slice(0, CURSOR_LENGTH) };
  const [number, position] = [whole(around), whole(index)];
  if (number !== null) return { from: "around", number };
  return position === null ? { from: "start" } : { from: "index", index: position };
}

/** The numbers of the exemplars that an address names, at most a page of them. */
export function readNumbers(parameters: Iterable<[string, string]>): number[] {
  return (Object.fromEntries(parameters).numbers ?? "")
    .split(",")
    .map(Number)
    .filter((number) => Number.isInteger(number) && number > 0 && number < 2_147_483_648)
    .slice(0, EXEMPLAR_LIMITS.pageRows);
}

export interface ExemplarPage {
  rows: ExemplarRow[];
  /** Cursors of the outer rows as they stood when they were read; null on an empty page. */
  first: string | null;
  last: string | null;
  hasBefore: boolean;
  hasAfter: boolean;
  /** How many rows stand before the first one; null on a page that goes on from a cursor. */
  start: number | null;
  /** The index in the result of what was asked for: the exemplar, or the row that stands where it would be. */
  place: number | null;
}
