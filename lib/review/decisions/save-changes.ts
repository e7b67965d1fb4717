import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { ChangeOutcome, SavedChange, SentChange } from "../changes.ts";
import { decideRun } from "./decide-run.ts";
import { editExemplar } from "./edit-exemplar.ts";
import { redoDecisions, undoDecisions } from "./undo/restore-batch.ts";

interface SaveChanges {
  userId: string;
  projectId: string;
  changes: readonly SentChange[];
}

type Decide = Extract<SentChange, { kind: "decide" }>;

/**
 * Makes changes in their order, and tells of each what came of it. One that is refused does not stop those after it;
 * anything else that goes wrong does. Each is made once, however often it is sent.
 * @throws UserError not-found where the project is not the user's
 */
export async function saveChanges({ userId, projectId, changes }: SaveChanges): Promise<SavedChange[]> {
  const scope = { userId, projectId };
  const saved: SavedChange[] = [];
  for (const run of runsOf(changes)) {
    if (isDecisions(run)) {
      saved.push(...(await db().$transaction((tx) => decideRun(tx, { ...scope, changes: run }))));
    } else {
      for (const change of run) saved.push(await attempt(() => save(scope, change)));
    }
  }
  return saved;
}

/**
 * Neighbouring decisions on different exemplars have nothing to do with one another, so they are made together: a
 * reviewer makes many a second.
 */
export function runsOf(changes: readonly SentChange[]): SentChange[][] {
  const runs: SentChange[][] = [];
  let exemplars = new Set<string>();
  for (const change of changes) {
    const run = runs.at(-1);
    const ids = change.kind === "decide" ? change.exemplarIds : null;
    if (ids && run?.[0]?.kind === "decide" && ids.every((id) => !exemplars.has(id))) run.push(change);
    else {
      runs.push([change]);
      exemplars = new Set();
    }
    for (const id of ids ?? []) exemplars.add(id);
  }
  return runs;
}

function isDecisions(run: readonly SentChange[]): run is Decide[] {
  return run.every(({ kind }) => kind === "decide");
}

async function save(
  scope: { userId: string; projectId: string },
  change: SentChange,
): Promise<ChangeOutcome> {
  switch (change.kind) {
    case "undo":
      return undoDecisions({ ...scope, ...change });
    case "redo":
      return redoDecisions({ ...scope, ...change });
    case "edit": {
      const { decided, left } = await editExemplar({ ...scope, ...change });
      return { kind: "decided", decided, left };
    }
    default:
      throw new Error("decisions are made in runs");
  }
}

async function attempt(make: () => Promise<ChangeOutcome>): Promise<SavedChange> {
  try {
    return { outcome: await make() };
  } catch (error) {
    if (error instanceof UserError) return { refused: error };
    throw error;
  }
}
