import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import type { ExemplarFilter, ExemplarView } from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { MessageValues } from "#lib/messages/message-key.ts";
import type { Messages } from "#lib/messages/messages.ts";
import { EMPTY_WINDOW, type GridWindow, replaceRows } from "./grid-window.ts";
import { EMPTY_OUTBOX, type Outbox } from "./outbox.ts";

export type AnnouncementKey = keyof Messages["review"]["announce"];

/** Something that happened, for those who do not see the grid change; `id` tells two alike apart. */
export interface Announcement {
  id: number;
  key: AnnouncementKey;
  values: MessageValues;
}

export interface ReviewState {
  view: ExemplarView;
  window: GridWindow;
  /** The view was changed and its first rows are on their way. */
  opening: boolean;
  /** The length of the result is not known yet: nothing has counted it. */
  unmeasured: boolean;
  /** Why rows could not be fetched. */
  loadError: string | null;
  /** The place of the current row in the result; it may not be held yet. */
  current: number;
  /** Raised when the current row is to be brought into view. */
  reveal: number;
  /** By how many rows the held ones have moved since the view was opened, so that the scroll place can follow. */
  moved: number;
  selected: ReadonlyMap<string, ExemplarRow>;
  editing: { row: ExemplarRow; text: string } | null;
  outbox: Outbox;
  /** How often something was saved. */
  saves: number;
  announcement: Announcement | null;
}

/** Puts rows in their places, in the grid and in the selection. */
export function withRows(state: ReviewState, rows: ReadonlyMap<string, ExemplarRow>): ReviewState {
  const selected = [...state.selected.keys()].some((id) => rows.has(id))
    ? new Map([...state.selected].map(([id, row]) => [id, rows.get(id) ?? row]))
    : state.selected;
  return { ...state, window: replaceRows(state.window, rows), selected };
}

/** Whether a row that stands in the grid would still be in a fresh result: a decision may have taken it out. */
export function stillFits(row: ExemplarRow, { statuses, labelIds }: ExemplarFilter): boolean {
  return (
    (statuses.length === 0 || statuses.includes(row.status)) &&
    (labelIds.length === 0 || labelIds.includes(row.label.id))
  );
}

/** Where the store gets rows from. */
export interface RowSource {
  fetchPage(view: ExemplarView, page: PageRequest, signal: AbortSignal): Promise<ExemplarPage>;
  fetchRows(numbers: number[]): Promise<ExemplarRow[]>;
}

export interface OpenedView {
  view: ExemplarView;
  page: ExemplarPage;
  matching: number | null;
}

export function emptyState(view: ExemplarView): ReviewState {
  return {
    view,
    window: EMPTY_WINDOW,
    opening: false,
    unmeasured: false,
    loadError: null,
    current: 0,
    reveal: 0,
    moved: 0,
    selected: new Map(),
    editing: null,
    outbox: EMPTY_OUTBOX,
    saves: 0,
    announcement: null,
  };
}
