import "server-only";
import { db, type Transaction } from "#lib/server/db.ts";
import { embedderIdOf } from "./embedder-queries.ts";

/**
 * Keeps vectors for the next time their texts are compared. Where the project's embedder was changed meanwhile nothing
 * is kept: they belong to the former one.
 */
export async function storeVectors(
  { projectId, embedder }: { projectId: string; embedder: string },
  vectors: { digest: string; vector: Float32Array }[],
): Promise<void> {
  const data = vectors.map(({ digest, vector }) => ({
    projectId,
    embedder,
    digest: new Uint8Array(Buffer.from(digest, "hex")),
    vector: new Uint8Array(vector.slice().buffer),
  }));
  await db().$transaction(async (transaction) => {
    await transaction.$queryRaw`SELECT id FROM "Project" WHERE id = ${projectId}::uuid FOR SHARE`;
    if ((await embedderIdOf(transaction, projectId)) !== embedder) return;
    await transaction.storedVector.createMany({ data, skipDuplicates: true });
  });
}

/** Everything of the project waits to be screened with this embedder; vectors of any other one go. */
export async function startAfresh(
  transaction: Transaction,
  { projectId, embedder }: { projectId: string; embedder: string },
): Promise<void> {
  await transaction.storedVector.deleteMany({ where: { projectId, embedder: { not: embedder } } });
  await transaction.exemplar.updateMany({
    where: { projectId, screenedAt: { not: null } },
    data: { screenedAt: null },
  });
}
