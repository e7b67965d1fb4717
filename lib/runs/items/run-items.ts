import { z } from "zod";
import { ITEM_FAILURE_CODES, type ItemFailureCode } from "../runs.ts";

export const RUN_ITEM_STATES = ["pending", "claimed", "produced", "failed"] as const;
export type RunItemState = (typeof RUN_ITEM_STATES)[number];

export interface RunItemFilter {
  state: RunItemState | null;
  labelId: string | null;
  reason: ItemFailureCode | null;
}

/** A place between two items, by the position of the one beside it. */
export type RunItemPlace = { after: number } | { before: number } | null;

export interface RunItemsAsked {
  filter: RunItemFilter;
  place: RunItemPlace;
}

export const ITEMS_A_PAGE = 50;

export interface RunItemRow {
  id: string;
  /** Counts from 0 in the run. */
  position: number;
  labelId: string;
  state: RunItemState;
  attempts: number;
  reason: ItemFailureCode | null;
  latencyMs: number | null;
  promptTokens: number | null;
  completionTokens: number | null;
  /** The reply was stored by an earlier question. */
  reused: boolean;
  /** The beginning of what was produced, or of the provider's words about a failure. */
  excerpt: string;
}

export interface RunItemPage {
  items: RunItemRow[];
  hasBefore: boolean;
  hasAfter: boolean;
}

export interface RunItemDetail extends RunItemRow {
  messages: { role: string; content: string }[];
  /** As it came; null where there was none. */
  reply: string | null;
  /** In the words of whoever refused; may be empty. */
  detail: string;
  finishedAt: string | null;
  exemplarNumber: number | null;
}

/** Finished items of one stretch of time. */
export interface TimelineBucket {
  /** ISO 8601: where the stretch begins. */
  from: string;
  produced: number;
  failed: number;
}

export interface RunTimeline {
  /** The length of every stretch. */
  seconds: number;
  /** In order of time; stretches in which nothing was finished are missing. */
  buckets: TimelineBucket[];
}

/** What screening says of what a run produced, in exemplars. */
export interface RunOutcome {
  produced: number;
  screened: number;
  /** Of the screened: like another exemplar, whatever was decided about that. */
  duplicates: number;
  /** Of the screened: with a finding against the test set, whatever was decided about that. */
  leaks: number;
}

const position = z.coerce.number().int().min(0).max(10_000_000);

/** Reads an address as a person may have typed it: what does not fit asks for nothing. */
export function readItemsAsked(parameters: Iterable<[string, string]>): RunItemsAsked {
  const given = new Map(parameters);
  const orNull = <T>(schema: z.ZodType<T>, name: string): T | null =>
    given.has(name) ? (schema.safeParse(given.get(name)).data ?? null) : null;
  const [after, before] = [orNull(position, "after"), orNull(position, "before")];
  return {
    filter: {
      state: orNull(z.enum(RUN_ITEM_STATES), "state"),
      labelId: orNull(z.uuid(), "label"),
      reason: orNull(z.enum(ITEM_FAILURE_CODES), "reason"),
    },
    place: after !== null ? { after } : before !== null ? { before } : null,
  };
}

/** The query string of what is asked, "" for the first items of all. */
export function writeItemsAsked({ filter, place }: RunItemsAsked): string {
  const parameters = new URLSearchParams();
  if (filter.state) parameters.set("state", filter.state);
  if (filter.labelId) parameters.set("label", filter.labelId);
  if (filter.reason) parameters.set("reason", filter.reason);
  for (const [name, at] of Object.entries(place ?? {})) parameters.set(name, String(at));
  return parameters.toString();
}

export interface TimelineBar extends TimelineBucket {
  /** Where the bar stands, from 0. */
  slot: number;
  producedAMinute: number;
  failedAMinute: number;
}

/** A timeline as bars beside one another, a slot for every stretch from the first to the last. */
export function timelineBars({ seconds, buckets }: RunTimeline): {
  bars: TimelineBar[];
  slots: number;
  /** The highest bar, in items a minute. */
  most: number;
} {
  const start = Date.parse(buckets[0]?.from ?? "");
  const aMinute = (count: number) => (count * 60) / seconds;
  const bars = buckets.map((bucket) => ({
    ...bucket,
    slot: Math.round((Date.parse(bucket.from) - start) / (seconds * 1000)),
    producedAMinute: aMinute(bucket.produced),
    failedAMinute: aMinute(bucket.failed),
  }));
  return {
    bars,
    slots: (bars.at(-1)?.slot ?? -1) + 1,
    most: Math.max(0, ...bars.map((bar) => bar.producedAMinute + bar.failedAMinute)),
  };
}
