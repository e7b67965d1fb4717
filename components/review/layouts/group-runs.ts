import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import type { GridWindow } from "../state/rows/grid-window.ts";

/** Look-alikes that stand together in the list. */
export interface GroupRun {
  /** The exemplar that stands for the group. */
  id: string;
  /** Places in the result, both of the group. */
  first: number;
  last: number;
  /** Of the whole group, whether or not the filter has all of it. */
  size: number;
  /** No more of the group can stand before or after: what the list has of it is held. */
  isWhole: boolean;
}

/** The groups among the rows that are held, in order; a group of one is none. */
export function groupRuns({ start, rows, hasBefore, hasAfter }: GridWindow): GroupRun[] {
  const runs: GroupRun[] = [];
  for (let at = 0; at < rows.length; ) {
    const group = rows[at]?.group;
    let next = at + 1;
    if (group && group.size > 1) {
      while (rows[next]?.group?.id === group.id) next++;
      runs.push({
        id: group.id,
        first: start + at,
        last: start + next - 1,
        size: group.size,
        isWhole: next - at === group.size || ((at > 0 || !hasBefore) && (next < rows.length || !hasAfter)),
      });
    }
    at = next;
  }
  return runs;
}

/** The run that has a place of the result; runs are in order. */
export function runAt(runs: readonly GroupRun[], index: number): GroupRun | undefined {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.last ?? index) < index) low = middle + 1;
    else high = middle;
  }
  const run = runs[low];
  return run && run.first <= index ? run : undefined;
}

interface GroupSummary {
  pending: number;
  /** How many have each label, the most frequent first. */
  labels: { name: string; colour: string; count: number }[];
}

export function groupSummary(rows: readonly ExemplarRow[]): GroupSummary {
  const labels = new Map<string, GroupSummary["labels"][number]>();
  let pending = 0;
  for (const { label, status } of rows) {
    if (status === "pending") pending++;
    const known = labels.get(label.id);
    if (known) known.count++;
    else labels.set(label.id, { name: label.name, colour: label.colour, count: 1 });
  }
  return { pending, labels: [...labels.values()].sort((a, b) => b.count - a.count) };
}
