import "server-only";
import { setTimeout } from "node:timers/promises";
import { database } from "./db.ts";

/** A page asks several times, with a few milliseconds of its own between. */
const CALM_MS = 15;
const PATIENCE_MS = 500;
const LOOK_MS = 5;

/**
 * For work in the background, between two transactions: where somebody waits for the embedded database's one session,
 * lets him finish all he has to ask, half a second at most. Without it a page that asks six times waits for six
 * transactions. A database server has sessions enough.
 */
export async function giveWay(): Promise<void> {
  const { kind, pool } = database();
  // Also where nobody waits but somebody is answered: he may have more to ask.
  const isBusy = () => pool.waitingCount > 0 || pool.idleCount < pool.totalCount;
  if (kind !== "embedded" || !isBusy()) return;
  const start = performance.now();
  let busy = start;
  for (let now = start; now - busy < CALM_MS && now - start < PATIENCE_MS; now = performance.now()) {
    await setTimeout(LOOK_MS);
    if (isBusy()) busy = performance.now();
  }
}
