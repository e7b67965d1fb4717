import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { type Activity, type ActivityEntry, type LogPlace, readPlace, writePlace } from "./activity.ts";
import { listBulks } from "./bulk/bulk-queries.ts";
import type { DecisionKind } from "./review.ts";

const ENTRIES = 500;
/** How far back rows are looked for that were not committed yet: more than is decided while one transaction lasts. */
const OVERLAP = 100_000n;

interface Asked {
  userId: string;
  projectId: string;
  /** As the answer before gave it; null: nothing is told, but where the next question goes on from. */
  since: string | null;
}

/** What was decided since. @throws UserError not-found, or invalid where `since` is no place in the log */
export async function listActivity({ userId, projectId, since }: Asked): Promise<Activity> {
  const from = since === null ? null : readPlace(since);
  if (since !== null && !from) throw new UserError("invalid", "review.errors.activityPlace");
  // The place first: whatever is not seen by then is asked for the next time. Then who writes: where it is nobody, all
  // that has a place before this one is there to be told below.
  const { sequence, oldestOpen } = await readLogPlace({ userId, projectId });
  const place = { sequence, openSince: (await isBeingWritten()) ? oldestOpen : null };
  const [entries, bulks] = await Promise.all([
    from ? listEntries(projectId, from) : [],
    listBulks({ userId, projectId }),
  ]);
  return {
    sequence: writePlace(place),
    entries: entries.slice(0, ENTRIES).toReversed(),
    isCut: entries.length > ENTRIES,
    bulks,
  };
}

/** `oldestOpen`: no transaction before it will have anything to add. */
async function readLogPlace({ userId, projectId }: Omit<Asked, "since">) {
  const [place] = await db().$queryRaw<{ sequence: bigint; oldestOpen: bigint }[]>`
    SELECT coalesce((SELECT max(sequence) FROM "Decision" WHERE "projectId" = p.id), 0) AS sequence,
      pg_snapshot_xmin(s)::text::bigint AS "oldestOpen"
    FROM "Project" p CROSS JOIN pg_current_snapshot() s
    WHERE p.id = ${projectId}::uuid AND p."ownerId" = ${userId}::uuid`;
  if (!place) throw new UserError("not-found", "review.errors.projectMissing");
  return place;
}

/**
 * Whether any transaction has begun to write. A snapshot alone does not say so: it knows none that began after the last
 * one that ended.
 */
async function isBeingWritten(): Promise<boolean> {
  // Whatever writes holds the lock of its own transaction until others see what it wrote.
  const [found] = await db().$queryRaw<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'transactionid' AND mode = 'ExclusiveLock' AND granted)
      AS found`;
  return found?.found ?? true;
}

type Entry = Omit<ActivityEntry, "at"> & { at: Date };

/** The newest first, and one more than is told. */
async function listEntries(projectId: string, { sequence, openSince }: LogPlace): Promise<ActivityEntry[]> {
  // A row's transaction is stored as the lower 32 bits of its number, of which half are ahead of any.
  const late =
    openSince === null
      ? Prisma.sql`FALSE`
      : Prisma.sql`((d.xmin::text::bigint - ${openSince}::bigint) & 4294967295) < 2147483648`;
  const first = openSince === null ? sequence : sequence - OVERLAP;
  const rows = await db().$queryRaw<Entry[]>`
    SELECT d."exemplarId"::text AS "exemplarId", e.number, d."batchId"::text AS "batchId", d.kind::text AS kind,
      u.name AS by, d."createdAt" AS at
    FROM (
      SELECT * FROM "Decision" d
      WHERE d."projectId" = ${projectId}::uuid AND d.sequence > ${first}::bigint
        AND (d.sequence > ${sequence}::bigint OR ${late})
      ORDER BY d.sequence DESC LIMIT ${ENTRIES + 1}
    ) d
    JOIN "Exemplar" e ON e.id = d."exemplarId" JOIN "User" u ON u.id = d."userId"
    ORDER BY d.sequence DESC`;
  return rows.map(({ at, ...entry }) => ({
    ...entry,
    kind: entry.kind as DecisionKind,
    at: at.toISOString(),
  }));
}
