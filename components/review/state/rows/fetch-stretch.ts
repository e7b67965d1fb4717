import type { ExemplarFilter, ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { RowSource } from "../review-state.ts";
import { type GridWindow, rowAt } from "./grid-window.ts";

/** As many rows as one selection holds; beyond that it is the whole result that is decided. */
export const SELECTED_ROWS = 10_000;

interface Stretch {
  view: ExemplarView;
  window: GridWindow;
  /** Where the stretch begins, and which row stands there. */
  anchor: { index: number; row: ExemplarRow };
  /** How many rows it has, the anchor's included; it goes back where negative. */
  length: number;
}

/** The rows from one row on, whether or not the browser holds them; fewer where the result ends. */
export async function fetchStretch(
  source: RowSource,
  { view, window, anchor, length }: Stretch,
  signal: AbortSignal,
): Promise<ExemplarRow[]> {
  const isForward = length > 0;
  const wanted = Math.abs(length);
  const from = isForward ? "after" : "before";
  const inOrder = (rows: readonly ExemplarRow[]) => (isForward ? rows : rows.toReversed());

  const isHeld = rowAt(window, anchor.index)?.id === anchor.row.id;
  const start = isHeld
    ? {
        rows: window.rows,
        cursor: isForward ? window.pages.at(-1)?.last : window.pages[0]?.first,
        hasMore: isForward ? window.hasAfter : window.hasBefore,
      }
    : await source
        .fetchPage(view, { from: "around", number: anchor.row.number }, signal)
        .then(({ rows, first, last, hasAfter, hasBefore }) => ({
          rows,
          cursor: isForward ? last : first,
          hasMore: isForward ? hasAfter : hasBefore,
        }));
  const ordered = inOrder(start.rows);
  const at = ordered.findIndex(({ id }) => id === anchor.row.id);
  const found = at < 0 ? [] : ordered.slice(at, at + wanted);
  let { cursor, hasMore } = start;
  while (found.length < wanted && hasMore && cursor) {
    const page = await source.fetchPage(view, { from, cursor }, signal);
    found.push(...inOrder(page.rows).slice(0, wanted - found.length));
    cursor = isForward ? page.last : page.first;
    hasMore = isForward ? page.hasAfter : page.hasBefore;
  }
  return found;
}

/** All rows that a filter matches, at most SELECTED_ROWS of them. */
export async function fetchMatching(source: RowSource, view: ExemplarView, signal: AbortSignal) {
  const found: ExemplarRow[] = [];
  let page = await source.fetchPage(view, { from: "start" }, signal);
  found.push(...page.rows);
  while (page.hasAfter && page.last && found.length < SELECTED_ROWS) {
    page = await source.fetchPage(view, { from: "after", cursor: page.last }, signal);
    found.push(...page.rows);
  }
  return found.slice(0, SELECTED_ROWS);
}

/** The filter narrowed to what belongs with a row; null where nothing does. */
export function filterOfKin(filter: ExemplarFilter, row: ExemplarRow): ExemplarFilter | null {
  if (row.group) return { ...filter, group: row.group.id };
  return row.clusterId ? { ...filter, cluster: row.clusterId } : null;
}
