import "server-only";

const shared = globalThis as typeof globalThis & { winnowScreening?: Map<string, Promise<unknown>> };

/** Works on one project in the engine wait for one another, in the order of their coming; a failed one ends too. */
export function inTurn<T>(projectId: string, work: () => Promise<T>): Promise<T> {
  shared.winnowScreening ??= new Map();
  const turns = shared.winnowScreening;
  const turn = (turns.get(projectId) ?? Promise.resolve()).catch(() => {}).then(work);
  turns.set(projectId, turn);
  const leave = () => {
    if (turns.get(projectId) === turn) turns.delete(projectId);
  };
  turn.then(leave, leave);
  return turn;
}
