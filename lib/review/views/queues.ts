import {
  DEFAULT_SORT,
  type ExemplarFilter,
  type ExemplarSort,
  type ExemplarView,
  NO_FILTER,
  writeView,
} from "#lib/exemplars/exemplar-views.ts";
import { LEAK_KINDS } from "#lib/exemplars/exemplars.ts";

/** Ready-made views, in the order in which a reviewer may want to work through them. */
export const QUEUE_IDS = [
  "attention",
  "quickAccepts",
  "leaks",
  "labelConflicts",
  "disagreements",
  "leastLabel",
  "flagged",
  "edited",
  "all",
] as const;
export type QueueId = (typeof QUEUE_IDS)[number];

export interface QueueCounts {
  counts: Record<QueueId, number>;
  /** The label with the fewest accepted exemplars among those that have pending ones; null where none has. */
  leastLabelId: string | null;
}

interface Queue {
  filter: Partial<ExemplarFilter>;
  sort: ExemplarSort;
}

/** What was rejected is done with, whatever was found in it. */
const KEPT = ["pending", "accepted"] as const satisfies ExemplarFilter["statuses"];

const QUEUES: Record<QueueId, Queue> = {
  attention: { filter: { statuses: ["pending"] }, sort: { key: "attention", direction: "desc" } },
  quickAccepts: {
    filter: { statuses: ["pending"], findings: ["none"], judged: ["agrees"] },
    sort: { key: "agreement", direction: "desc" },
  },
  leaks: {
    filter: { statuses: [...KEPT], findings: [...LEAK_KINDS], findingState: "open" },
    sort: { key: "leak", direction: "desc" },
  },
  labelConflicts: {
    filter: { statuses: [...KEPT], findings: ["labelConflict", "labelDisagreement"], findingState: "open" },
    // Both sides of a conflict beside each other, and what the judge says of one after them.
    sort: { key: "group", direction: "asc" },
  },
  disagreements: {
    filter: { statuses: ["pending"], judged: ["differs"] },
    // Agreement tells nothing where there is none; attention grows with how sure the suggestion is.
    sort: { key: "attention", direction: "desc" },
  },
  leastLabel: { filter: { statuses: ["pending"] }, sort: { key: "agreement", direction: "desc" } },
  flagged: { filter: { flagged: true }, sort: DEFAULT_SORT },
  edited: { filter: { statuses: ["pending"], edited: true }, sort: DEFAULT_SORT },
  all: { filter: {}, sort: DEFAULT_SORT },
};

/** @param leastLabelId for `leastLabel`; null where no label has pending exemplars, which leaves nothing to show */
export function queueView(id: QueueId, leastLabelId: string | null = null): ExemplarView {
  const { filter, sort } = QUEUES[id];
  const labels = id === "leastLabel" && leastLabelId ? { labelIds: [leastLabelId] } : {};
  return { filter: { ...NO_FILTER, ...filter, ...labels }, sort };
}

/** The queue that a view is; null where it is none, or one that was changed. */
export function queueOf(view: ExemplarView): QueueId | null {
  const [labelId] = view.filter.labelIds;
  const written = writeView(view);
  const isQueue = (id: QueueId) =>
    id === "leastLabel"
      ? labelId !== undefined && writeView(queueView(id, labelId)) === written
      : writeView(queueView(id)) === written;
  return QUEUE_IDS.find(isQueue) ?? null;
}
