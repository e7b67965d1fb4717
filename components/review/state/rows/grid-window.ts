import type { ExemplarPage } from "#lib/exemplars/exemplar-pages.ts";
import { EXEMPLAR_LIMITS, type ExemplarRow } from "#lib/exemplars/exemplars.ts";

/** As many rows as are held at once; the farthest ones are let go beyond that. */
export const HELD_ROWS = 10_000;

interface HeldPage {
  length: number;
  first: string;
  last: string;
}

/**
 * The rows of a result that are held in the browser: one stretch without a gap, at its place in the whole result.
 * Rows stay where they are until the result is asked for afresh, whatever is decided about them meanwhile.
 */
export interface GridWindow {
  /** How many rows of the result stand before the held ones. */
  start: number;
  rows: readonly ExemplarRow[];
  /** Where in `rows` each id stands. */
  index: ReadonlyMap<string, number>;
  /** The pages that the rows came in; their cursors are as old as the page. */
  pages: readonly HeldPage[];
  hasBefore: boolean;
  hasAfter: boolean;
  /** How many rows are thought to stand after the held ones. */
  after: number;
}

export const EMPTY_WINDOW: GridWindow = {
  start: 0,
  rows: [],
  index: new Map(),
  pages: [],
  hasBefore: false,
  hasAfter: false,
  after: 0,
};

const indexOf = (rows: readonly ExemplarRow[]) => new Map(rows.map(({ id }, at) => [id, at]));

const held = (page: ExemplarPage, length: number): HeldPage[] =>
  page.first !== null && page.last !== null ? [{ length, first: page.first, last: page.last }] : [];

/** @param matching how many rows the result has, where that is known already */
export function openWindow(page: ExemplarPage, matching: number | null): GridWindow {
  const opened = {
    start: page.start ?? 0,
    rows: page.rows,
    index: indexOf(page.rows),
    pages: held(page, page.rows.length),
    hasBefore: page.hasBefore,
    hasAfter: page.hasAfter,
    after: page.hasAfter ? 1 : 0,
  };
  return matching === null ? opened : expectMatching(opened, matching);
}

/** The length of the result became known, for a window that nothing has been decided in yet. */
export function expectMatching(window: GridWindow, matching: number): GridWindow {
  if (!window.hasAfter) return window;
  return { ...window, after: Math.max(1, matching - window.start - window.rows.length) };
}

export function windowLength({ start, rows, after }: GridWindow): number {
  return start + rows.length + after;
}

export function rowAt({ start, rows }: GridWindow, index: number): ExemplarRow | undefined {
  return rows[index - start];
}

/** @returns -1 where the row is not held */
export function indexOfRow({ start, index }: GridWindow, id: string): number {
  const at = index.get(id);
  return at === undefined ? -1 : start + at;
}

export function heldRow({ rows, index }: GridWindow, id: string): ExemplarRow | undefined {
  const at = index.get(id);
  return at === undefined ? undefined : rows[at];
}

export function appendPage(window: GridWindow, page: ExemplarPage): GridWindow {
  const fresh = page.rows.filter(({ id }) => !window.index.has(id));
  const after = page.hasAfter ? Math.max(1, window.after - fresh.length) : 0;
  const rows = [...window.rows, ...fresh];
  const pages = [...window.pages, ...held(page, fresh.length)];
  return indexed(dropFirst({ ...window, rows, pages, hasAfter: page.hasAfter, after }));
}

/** @returns the window, and by how many places the rows that were held before have moved in it */
export function prependPage(window: GridWindow, page: ExemplarPage): { window: GridWindow; moved: number } {
  const fresh = page.rows.filter(({ id }) => !window.index.has(id));
  const start = page.hasBefore ? Math.max(1, window.start - fresh.length) : 0;
  const rows = [...fresh, ...window.rows];
  const pages = [...held(page, fresh.length), ...window.pages];
  return {
    window: indexed(dropLast({ ...window, start, rows, pages, hasBefore: page.hasBefore })),
    moved: start + fresh.length - window.start,
  };
}

function indexed(window: GridWindow): GridWindow {
  return { ...window, index: indexOf(window.rows) };
}

function dropFirst(window: GridWindow): GridWindow {
  const [first, ...pages] = window.pages;
  if (!first || window.rows.length - first.length < HELD_ROWS) return window;
  const rows = window.rows.slice(first.length);
  return dropFirst({ ...window, rows, pages, start: window.start + first.length, hasBefore: true });
}

function dropLast(window: GridWindow): GridWindow {
  const last = window.pages.at(-1);
  if (!last || window.rows.length - last.length < HELD_ROWS) return window;
  const rows = window.rows.slice(0, -last.length || undefined);
  const pages = window.pages.slice(0, -1);
  return dropLast({ ...window, rows, pages, after: window.after + last.length, hasAfter: true });
}

/** Puts rows in the place of those with their ids; a window without any of them is given back as it is. */
export function replaceRows(window: GridWindow, replacements: ReadonlyMap<string, ExemplarRow>): GridWindow {
  let rows: ExemplarRow[] | null = null;
  for (const [id, row] of replacements) {
    const at = window.index.get(id);
    if (at === undefined) continue;
    // Copied once: of ten thousand rows that takes some microseconds.
    rows ??= window.rows.slice();
    rows[at] = row;
  }
  return rows ? { ...window, rows } : window;
}

/**
 * Lets go of all rows but those from `first` to `last` and what came with them in a page, so that the others are
 * fetched as they are now when they are looked at.
 */
export function keepAround(window: GridWindow, first: number, last: number): GridWindow {
  let place = window.start;
  const kept: { page: HeldPage; from: number }[] = [];
  for (const page of window.pages) {
    if (place <= last && place + page.length > first) kept.push({ page, from: place });
    place += page.length;
  }
  const [head, tail] = [kept[0], kept.at(-1)];
  if (!head || !tail || kept.length === window.pages.length) return window;
  const [from, to] = [head.from - window.start, tail.from + tail.page.length - window.start];
  const dropped = window.rows.length - to;
  return indexed({
    ...window,
    start: head.from,
    rows: window.rows.slice(from, to),
    pages: kept.map(({ page }) => page),
    hasBefore: window.hasBefore || from > 0,
    hasAfter: window.hasAfter || dropped > 0,
    after: window.after + dropped,
  });
}

export type Missing = { from: "after" | "before"; cursor: string } | { from: "index"; index: number };

/** What is to be fetched next so that the rows from `first` to `last`, and some beyond them, are held. */
export function missingRows(window: GridWindow, first: number, last: number): Missing | null {
  const margin = EXEMPLAR_LIMITS.pageRows;
  const end = window.start + window.rows.length;
  const [head, tail] = [window.pages[0], window.pages.at(-1)];
  const isFar = first > end + 3 * margin || last < window.start - 3 * margin;
  if (!head || !tail || isFar) {
    return window.rows.length === 0 && !window.hasAfter && !window.hasBefore
      ? null
      : { from: "index", index: Math.max(0, first - margin / 2) };
  }
  // What is looked at comes before what may be looked at next.
  if (first < window.start && window.hasBefore) return { from: "before", cursor: head.first };
  if (last + margin >= end && window.hasAfter) return { from: "after", cursor: tail.last };
  if (first - margin < window.start && window.hasBefore) return { from: "before", cursor: head.first };
  return null;
}

/** Whether rows that are on their way are no longer those that are looked at. */
export function isSuperseded(asked: Missing, missing: Missing): boolean {
  if (asked.from !== "index" || missing.from !== "index")
    return asked.from === "index" || missing.from === "index";
  return Math.abs(asked.index - missing.index) > EXEMPLAR_LIMITS.pageRows;
}
