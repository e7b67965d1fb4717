import "server-only";
import { createHash } from "node:crypto";
import { db } from "#lib/server/db.ts";

interface Asked {
  projectId: string;
  embedder: string;
}

const AT_ONCE = 1_000;

/** SHA-256, hexadecimal, of the text in UTF-8: equal to what the database makes of it. */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The vectors stored for these digests, each given to `take` once. */
export async function takeStoredVectors(
  { projectId, embedder }: Asked,
  digests: readonly string[],
  take: (digest: string, vector: Float32Array) => void,
): Promise<void> {
  for (let from = 0; from < digests.length; from += AT_ONCE) {
    const some = digests.slice(from, from + AT_ONCE);
    const rows = await db().$queryRaw<{ digest: string; vector: Uint8Array }[]>`
      SELECT encode(digest, 'hex') AS digest, vector FROM "StoredVector"
      WHERE "projectId" = ${projectId}::uuid AND embedder = ${embedder}
        AND digest IN (SELECT decode(asked, 'hex') FROM unnest(${some}::text[]) AS asked)`;
    // Copied: the bytes may begin anywhere, floats may not.
    for (const { digest, vector } of rows) take(digest, new Float32Array(Uint8Array.from(vector).buffer));
  }
}

/** How long this embedder's vectors of the project are; null where none is stored. */
export async function findStoredDimensions({ projectId, embedder }: Asked): Promise<number | null> {
  const [row] = await db().$queryRaw<{ bytes: number }[]>`
    SELECT octet_length(vector) AS bytes FROM "StoredVector"
    WHERE "projectId" = ${projectId}::uuid AND embedder = ${embedder} LIMIT 1`;
  return row ? row.bytes / Float32Array.BYTES_PER_ELEMENT : null;
}

/** Whether vectors of another embedder are stored: the project's texts were screened with that one. */
export async function hasOtherVectors({ projectId, embedder }: Asked): Promise<boolean> {
  // Two steps along the key; `<>` would walk through every vector.
  const [row] = await db().$queryRaw<{ others: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "StoredVector" WHERE "projectId" = ${projectId}::uuid AND embedder < ${embedder})
      OR EXISTS (SELECT 1 FROM "StoredVector" WHERE "projectId" = ${projectId}::uuid AND embedder > ${embedder})
      AS others`;
  return row?.others ?? false;
}
