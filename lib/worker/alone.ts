import { existsSync } from "node:fs";
import { whenParentEnds } from "#lib/launch/end-with-parent.ts";
import { writeMissingWindows } from "#lib/real-data/seal-test-set.ts";
import { asTheOnlyOne, closeDatabase, database, openDatabase, START_LOCK } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { startWorker, stopWorker } from "./main.ts";

/** A process that works and serves nobody: `npm run worker`, as often as wished, on any machine. */
async function workAlone() {
  // As the server reads them: what is set already stays, and the first file wins.
  for (const file of [".env.local", ".env"]) if (existsSync(file)) process.loadEnvFile(file);
  if (!env().DATABASE_URL) {
    throw new Error(
      "It needs DATABASE_URL, the PostgreSQL that the server uses. An embedded database has one process: " +
        "the server of `npm start`, which does the work itself.",
    );
  }
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await stopWorker();
    await closeDatabase();
    process.exit(0);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, stop);
  if (process.env.npm_lifecycle_event === "worker") whenParentEnds(stop);
  await openDatabase();
  await asTheOnlyOne(START_LOCK, writeMissingWindows);
  await startWorker();
  console.log(`\n  Winnow   a worker, process ${process.pid}\n  Data     ${database().place}\n`);
}

try {
  await workAlone();
} catch (error) {
  console.error(error instanceof Error ? `\nThe worker cannot start. ${error.message}\n` : error);
  process.exit(1);
}
