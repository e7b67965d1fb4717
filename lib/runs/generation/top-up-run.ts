import "server-only";

/**
 * Plans further items for the labels of a run that fall short of its goal, and marks those that are not asked for any
 * more.
 * @returns how many items were planned
 */
export async function topUpRun(_runId: string): Promise<number> {
  return 0;
}
