import { type CommandContext, runCommand } from "../state/run-command.ts";
import type { GroupRun } from "./group-runs.ts";

/** Selects what the list has of a group; what is not held is fetched. @returns whether anything is selected now */
export async function selectGroup({ store }: CommandContext, run: GroupRun): Promise<boolean> {
  const { current, window } = store.get();
  if (current < run.first || current > run.last) store.moveTo(run.first);
  if (run.isWhole) {
    store.selectRows(window.rows.slice(run.first - window.start, run.last + 1 - window.start));
  } else {
    store.clearSelection();
    await store.selectCluster();
  }
  return store.get().selected.size > 0;
}

/** Decides all of a group in one step, which one undo takes back. */
export async function decideGroup(context: CommandContext, run: GroupRun, decision: "accept" | "reject") {
  if (await selectGroup(context, run)) runCommand(decision, context);
}

/** Rejects all of a group but the current row, which stays as it is. */
export async function keepOne(context: CommandContext, run: GroupRun) {
  const { store } = context;
  const kept = store.currentRow();
  if (!kept || !(await selectGroup(context, run))) return;
  const others = [...store.get().selected.values()].filter(({ id }) => id !== kept.id);
  store.selectRows(others);
  if (others.length > 0) runCommand("reject", context);
}
