import "server-only";
import { randomBytes } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";
import { digestRows } from "./digests.ts";

const SALT_BYTES = 16;

/** Writes what requests are compared with, under a fresh salt, in the place of what there was of the test set. */
export async function writeWindows(
  transaction: Transaction,
  { projectId, texts }: { projectId: string; texts: readonly string[] },
): Promise<void> {
  const salt = randomBytes(SALT_BYTES);
  await transaction.testWindow.deleteMany({ where: { projectId } });
  for (const [name, digests] of Object.entries(digestRows(texts, salt))) {
    // Sorted: quicker for the index, and their order says nothing of the order of the rows.
    const hexadecimal = [...digests].map((each) => Buffer.from(each, "latin1").toString("hex")).sort();
    await transaction.$executeRaw`
      INSERT INTO "TestWindow" ("projectId", digest, alone)
      SELECT ${projectId}::uuid, decode(hex, 'hex'), ${name === "alone"} FROM unnest(${hexadecimal}::text[]) AS hex`;
  }
  await transaction.testSet.update({ where: { projectId }, data: { windowSalt: salt } });
}
