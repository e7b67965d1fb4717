import "server-only";
import type { PlannedItem } from "#lib/recipes/recipes.ts";
import { db, type Transaction } from "#lib/server/db.ts";

/**
 * Writes planned items; `from` is the position in the run at which this plan begins. The marks are for previews. One
 * parameter for all rows: one for each value takes five times as long.
 */
export async function writeItems(
  { runId, items, from = 0 }: { runId: string; items: PlannedItem[]; from?: number },
  transaction: Transaction = db(),
): Promise<void> {
  const rows = items.map(({ position, labelId, seed, slots, messages }) => ({
    position: from + position,
    labelId,
    seed,
    slots,
    messages: messages.map(({ role, content }) => ({ role, content })),
  }));
  await transaction.$executeRaw`
    INSERT INTO "RunItem" (id, "runId", position, "labelId", seed, slots, messages)
    SELECT gen_random_uuid(), ${runId}::uuid, position, "labelId", seed, slots, messages
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS item(
      position int, "labelId" uuid, seed int, slots jsonb, messages jsonb)`;
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
