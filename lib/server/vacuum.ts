import "server-only";
import { database } from "./db.ts";
import { giveWay } from "./give-way.ts";

/**
 * Frees what changes left behind in a table, and counts anew what the planner goes by: a database server does that by
 * itself, the embedded one has nobody for it.
 */
export async function vacuum(table: string): Promise<void> {
  const { kind, pool } = database();
  if (kind !== "embedded") return;
  for (const step of ["VACUUM", "ANALYZE"]) {
    await giveWay();
    await pool.query(`${step} "${table}"`);
  }
}
