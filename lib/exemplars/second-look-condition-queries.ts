import "server-only";
import { Prisma } from "#lib/server/generated/client.ts";

/** Of `"SecondLookExemplar" x` and its `"Exemplar" e`: it is no longer as it was drawn, so it was wrong then. */
export const foundWrong = Prisma.sql`
  (e.status <> 'accepted' OR e."labelId" <> x."labelId" OR md5(e.text) <> x.digest)`;

/** With its `"SecondLook" l` too: since it was drawn somebody confirmed it, and did not take that back. */
export const foundRight = Prisma.sql`
  EXISTS (
    SELECT 1 FROM "Decision" d
    WHERE d."exemplarId" = e.id AND d.kind = 'confirm' AND d.sequence > l."fromSequence"
      AND NOT EXISTS (SELECT 1 FROM "Decision" u WHERE u."undoesId" = d."batchId" AND u."exemplarId" = e.id))`;
