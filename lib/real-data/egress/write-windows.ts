import "server-only";
import { randomBytes } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";
import { digester } from "./digests.ts";
import { forbiddenTexts } from "./forbidden-texts.ts";

const SALT_BYTES = 16;

/** Writes what requests are compared with, under a fresh salt, in the place of what there was of the test set. */
export async function writeWindows(
  transaction: Transaction,
  { projectId, texts }: { projectId: string; texts: readonly string[] },
): Promise<void> {
  const salt = randomBytes(SALT_BYTES);
  const { digest } = digester(salt);
  const found = { anywhere: new Set<string>(), alone: new Set<string>() };
  for (const text of texts) {
    for (const { letters, alone } of forbiddenTexts(text)) {
      found[alone ? "alone" : "anywhere"].add(digest(letters));
    }
  }
  await transaction.testWindow.deleteMany({ where: { projectId } });
  for (const [name, digests] of Object.entries(found)) {
    const hexadecimal = [...digests].map((each) => Buffer.from(each, "latin1").toString("hex"));
    await transaction.$executeRaw`
      INSERT INTO "TestWindow" ("projectId", digest, alone)
      SELECT ${projectId}::uuid, decode(hex, 'hex'), ${name === "alone"} FROM unnest(${hexadecimal}::text[]) AS hex`;
  }
  await transaction.testSet.update({ where: { projectId }, data: { windowSalt: salt } });
}
