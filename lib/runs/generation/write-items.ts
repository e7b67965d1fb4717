import "server-only";
import type { PlannedItem } from "#lib/recipes/recipes.ts";
import { db, type Transaction } from "#lib/server/db.ts";

/** Writes planned items; `from` is the position in the run at which this plan begins. The marks are for previews. */
export async function writeItems(
  { runId, items, from = 0 }: { runId: string; items: PlannedItem[]; from?: number },
  transaction: Transaction = db(),
): Promise<void> {
  await transaction.runItem.createMany({
    data: items.map(({ position, labelId, seed, slots, messages }) => ({
      runId,
      position: from + position,
      labelId,
      seed,
      slots,
      messages: messages.map(({ role, content }) => ({ role, content })),
    })),
  });
}

export function* chunksOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
