import type { ExemplarPage, PageRequest } from "#lib/exemplars/exemplar-pages.ts";
import {
  type ExemplarFilter,
  type ExemplarSort,
  type ExemplarView,
  readView,
  writeView,
} from "#lib/exemplars/exemplar-views.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { MessageValues } from "#lib/messages/message-key.ts";
import type { Messages } from "#lib/messages/messages.ts";
import type { BulkProgress } from "#lib/review/bulk/bulk.ts";
import type { LeftExemplar, LeftReason } from "#lib/review/changes.ts";
import type { Decision } from "#lib/review/review.ts";
import type { KeyChoice } from "./keys/commands.ts";
import { type Change, EMPTY_OUTBOX, type Outbox } from "./outbox.ts";
import { EMPTY_WINDOW, type GridWindow, heldRow, replaceRows } from "./rows/grid-window.ts";
import { NO_TALLY, type SessionTally } from "./session/session-tally.ts";

export type AnnouncementKey = keyof Messages["review"]["announce"];

/** Something that happened, for those who do not see the grid change; `id` tells two alike apart. */
export interface Announcement {
  id: number;
  key: AnnouncementKey;
  values: MessageValues;
}

export const LAYOUTS = ["table", "cards", "clusters"] as const;
export type Layout = (typeof LAYOUTS)[number];

export const GROUPED: ExemplarSort = { key: "group", direction: "asc" };

/** What an address asks for. Clusters stand together only where they are sorted so. */
export function readAddress(parameters: Iterable<[string, string]>): { view: ExemplarView; layout: Layout } {
  const given = new Map(parameters);
  const layout = LAYOUTS.find((known) => known === given.get("layout")) ?? "table";
  const view = readView(given);
  const isLoose = layout === "clusters" && view.sort.key !== GROUPED.key;
  return { view: isLoose ? { ...view, sort: GROUPED } : view, layout };
}

/** The query string of what is shown, without the question mark. */
export function writeAddress(view: ExemplarView, layout: Layout, place: number | null): string {
  const layoutPart = layout === "table" ? "" : `layout=${layout}`;
  return [writeView(view, place), layoutPart].filter(Boolean).join("&");
}

/** What stands beside the rows. */
export type Panel = "details" | "keys" | "session" | "guidelines" | "secondLook";
/** What lies over the rows and has the keys meanwhile. */
export type Overlay = "palette" | "labels" | "note" | "bulk";

/** A change that the server did not make, because someone had changed the exemplar first. */
export interface Conflict {
  /** The exemplar's. */
  id: string;
  number: number;
  mine: Change;
  newest: LeftExemplar["newest"];
  reason: LeftReason;
}

/** How a person likes to review. */
export interface Settings {
  /** Whether a decision goes on to the next row. */
  advances: boolean;
  keys: KeyChoice;
}

export interface ReviewState {
  view: ExemplarView;
  layout: Layout;
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
  /** The selection is everything that matches the filter, whatever `selected` holds. */
  wholeResult: boolean;
  /** Ids of the rows that show their whole text. */
  opened: ReadonlySet<string>;
  panel: Panel | null;
  overlay: Overlay | null;
  /** The decision on the whole result that overlay "bulk" asks about. */
  proposed: Decision | null;
  editing: { row: ExemplarRow; text: string } | null;
  outbox: Outbox;
  /** How often something was saved. */
  saves: number;
  conflicts: readonly Conflict[];
  /**
   * Where the server cannot be reached, changes wait in the outbox and are tried again; where it is of a newer version
   * than this screen, until the screen is loaded anew.
   */
  connection: "reached" | "unreachable" | "outdated";
  /** Ids of the exemplars that are accepted once they are screened. */
  awaiting: ReadonlySet<string>;
  /** Under way, and ended within the last minute. */
  bulks: readonly BulkProgress[];
  settings: Settings;
  session: SessionTally;
  announcement: Announcement | null;
}

/** Puts rows in their places, in the grid and in the selection. */
export function withRows(state: ReviewState, rows: ReadonlyMap<string, ExemplarRow>): ReviewState {
  if (rows.size === 0) return state;
  const { selected } = state;
  const isSelected = selected.size > 0 && [...rows.keys()].some((id) => selected.has(id));
  return {
    ...state,
    window: replaceRows(state.window, rows),
    selected: isSelected ? new Map([...selected].map(([id, row]) => [id, rows.get(id) ?? row])) : selected,
  };
}

/** A row as the browser has it now. */
export function knownRow({ window, selected }: ReviewState, id: string): ExemplarRow | undefined {
  return heldRow(window, id) ?? selected.get(id);
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

export const DEFAULT_SETTINGS: Settings = { advances: true, keys: {} };

export function emptyState(view: ExemplarView): ReviewState {
  return {
    view,
    layout: "table",
    window: EMPTY_WINDOW,
    opening: false,
    unmeasured: false,
    loadError: null,
    current: 0,
    reveal: 0,
    moved: 0,
    selected: new Map(),
    wholeResult: false,
    opened: new Set(),
    panel: "details",
    overlay: null,
    proposed: null,
    editing: null,
    outbox: EMPTY_OUTBOX,
    saves: 0,
    conflicts: [],
    connection: "reached",
    awaiting: new Set(),
    bulks: [],
    settings: DEFAULT_SETTINGS,
    session: NO_TALLY,
    announcement: null,
  };
}
