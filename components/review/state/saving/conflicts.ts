import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { type Conflict, knownRow } from "../review-state.ts";
import type { StateCell } from "../rows/state-cell.ts";

/** An exemplar has one conflict at most: the newest. */
export function withConflicts(before: readonly Conflict[], fresh: readonly Conflict[]): readonly Conflict[] {
  if (fresh.length === 0) return before;
  const byId = new Map([...before, ...fresh].map((conflict) => [conflict.id, conflict]));
  return [...byId.values()];
}

export function keepTheirs(cell: StateCell, conflict: Conflict) {
  drop(cell, conflict);
  cell.announce("keptTheirs", { number: conflict.number });
}

/** Ends a conflict. @returns the exemplar as it is now, for who decides it again; undefined where it is gone */
export async function takeConflict(
  cell: StateCell,
  fetchRows: (numbers: number[]) => Promise<ExemplarRow[]>,
  conflict: Conflict,
): Promise<ExemplarRow | undefined> {
  try {
    // The row that is shown may still be as it was before the conflict.
    const [fresh] = (await fetchRows([conflict.number])).filter(({ id }) => id === conflict.id);
    drop(cell, conflict);
    const known = knownRow(cell.get(), conflict.id);
    return known && fresh && known.revision > fresh.revision ? known : fresh;
  } catch (error) {
    cell.announce("refused", { message: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function drop(cell: StateCell, { id }: Conflict) {
  cell.update((state) => ({
    ...state,
    conflicts: state.conflicts.filter((conflict) => conflict.id !== id),
  }));
}
