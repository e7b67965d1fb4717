import "server-only";
import { db } from "#lib/server/db.ts";
import { type AskedRun, ownRun } from "../own-run.ts";
import type { RunTimeline } from "./run-items.ts";

const MOST_BUCKETS = 60;
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Lengths that a person can think in, in seconds. */
const WIDTHS = [
  ...[1, 5, 10, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[HOUR, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 7 * DAY, 30 * DAY],
];

interface Row {
  width: number;
  bucket: number;
  produced: number;
  failed: number;
}

/**
 * How many items were finished when, in at most sixty stretches of equal length. Reads every finished item once, and so
 * is to be asked for now and then only.
 * @throws UserError not-found
 */
export async function getRunTimeline(asked: AskedRun): Promise<RunTimeline> {
  const { id: runId } = await ownRun(asked);
  const rows = await db().$queryRaw<Row[]>`
    WITH finished AS MATERIALIZED (
      SELECT extract(epoch FROM "finishedAt")::float8 AS at, state FROM "RunItem"
      WHERE "runId" = ${runId}::uuid AND state IN ('produced', 'failed') AND "finishedAt" IS NOT NULL
    ), bounds AS (
      SELECT min(at) AS low, max(at) AS high FROM finished
    ), span AS (
      SELECT coalesce(min(width), ${WIDTHS.at(-1)}::float8) AS width FROM bounds, unnest(${WIDTHS}::float8[]) AS width
      WHERE floor(high / width) - floor(low / width) < ${MOST_BUCKETS}::float8
    )
    SELECT width, floor(at / width) AS bucket, count(*) FILTER (WHERE state = 'produced')::int AS produced,
      count(*) FILTER (WHERE state = 'failed')::int AS failed
    FROM finished, span GROUP BY 1, 2 ORDER BY 2`;
  return {
    seconds: rows[0]?.width ?? MINUTE,
    buckets: rows.map(({ width, bucket, produced, failed }) => ({
      from: new Date(bucket * width * 1000).toISOString(),
      produced,
      failed,
    })),
  };
}
