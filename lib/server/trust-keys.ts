import "server-only";
import { database, type Transaction } from "./db.ts";

/**
 * For a transaction that writes many rows which point only at rows that it has locked, and deletes nothing: it is known
 * that they are there, so the embedded database need not look each up again, which takes a quarter of the time. A
 * database server looks: who may tell it not to is no user of an application.
 */
export async function trustKeys(transaction: Transaction): Promise<void> {
  if (database().kind === "embedded")
    await transaction.$executeRaw`SET LOCAL session_replication_role = replica`;
}
