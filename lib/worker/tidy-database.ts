import "server-only";
import { database } from "#lib/server/db.ts";
import { vacuum } from "#lib/server/vacuum.ts";

/** Tidying waits until no job has run for so long, because the next one often follows the last; */
const CALM_MS = 3_000;
/** but a night of jobs is not left untidy. */
const PATIENCE_MS = 600_000;
/** Tidying takes at most this share of the time. */
const SHARE = 0.05;

/**
 * Vacuums every table of the embedded database now and then: without that the planner guesses on empty tables, and each
 * screening of everything leaves all rows behind once more.
 */
export function tidyBetweenJobs() {
  let running = 0;
  let timer: NodeJS.Timeout | undefined;
  let ended = performance.now();
  let next = ended;

  async function now() {
    const start = performance.now();
    await tidyDatabase();
    ended = performance.now();
    next = ended + (ended - start) / SHARE;
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(
      () => {
        timer = undefined;
        const isUrgent = performance.now() - ended > PATIENCE_MS;
        if (running > 0 && !isUrgent) return soon();
        now().catch((error: unknown) => console.error("tidying:", error));
      },
      Math.max(CALM_MS, next - performance.now()),
    );
    timer.unref();
  }

  return {
    /** At once, and to be waited for. */
    now,
    /** @returns what to call when the job is over; the database is tidied some time after */
    jobStarts() {
      running++;
      return () => {
        running--;
        if (database().kind === "embedded") soon();
      };
    },
  };
}

/** Table by table, so that nobody waits for all of them. */
async function tidyDatabase() {
  const { kind, pool } = database();
  if (kind !== "embedded") return;
  const { rows } = await pool.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
  );
  for (const { name } of rows) await vacuum(name);
}
