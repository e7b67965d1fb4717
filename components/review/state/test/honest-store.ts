import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import { DEFAULT_SORT, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { ReviewStore } from "../review-store.ts";
import { pageOf, rowOf } from "./test-rows.ts";

export const TOTAL = 1_000;
export const view = { filter: NO_FILTER, sort: DEFAULT_SORT };

/** A result in which row n stands at index n - 1. */
export function honest(page: PageRequest): ExemplarPage {
  const cut = (from: number, to: number) =>
    pageOf(Math.max(1, from), Math.min(TOTAL, to), { hasBefore: from > 1, hasAfter: to < TOTAL });
  if (page.from === "after")
    return cut(Number.parseInt(page.cursor, 10) + 1, Number.parseInt(page.cursor, 10) + 100);
  if (page.from === "before")
    return cut(Number.parseInt(page.cursor, 10) - 100, Number.parseInt(page.cursor, 10) - 1);
  if (page.from === "index") return cut(page.index + 1, page.index + 100);
  if (page.from === "around") return { ...cut(page.number - 100, page.number + 99), place: page.number - 1 };
  return cut(1, 100);
}

/** A store on a result of a thousand rows, with the first hundred of them, and what it asks its source for. */
export function openHonestStore() {
  const source = {
    asked: [] as PageRequest[],
    /** Exchanged by a test that wants another result. */
    answer: honest,
  };
  const store = new ReviewStore(
    {
      fetchPage: async (_view, page) => {
        source.asked.push(page);
        return source.answer(page);
      },
      fetchRows: async (numbers) => numbers.map((number) => rowOf(number)),
    },
    { view, page: pageOf(1, 100), matching: TOTAL },
  );
  return { source, store };
}

export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
