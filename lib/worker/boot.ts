import "server-only";
import { whenParentEnds } from "#lib/launch/end-with-parent.ts";
import { eraseProjects } from "#lib/projects/delete-project.ts";
import { writeMissingWindows } from "#lib/real-data/seal-test-set.ts";
import { asTheOnlyOne, database, db, openDatabase, START_LOCK } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { createSampleProject } from "#prisma/seed/sample-project.ts";
import { openQueues, startWorker, stopWorker } from "./main.ts";

const GRACE_MS = 1_000;

/** What a server process does before its first request. A failure ends the process with the reason. */
export async function boot() {
  if (process.env.WINNOW_LAUNCHED) whenParentEnds(() => process.exit(0));
  // Next waits for open requests; what is under way here is taken up again at the next start, or by another process.
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => {
      setTimeout(process.exit, GRACE_MS, 0);
      if (env().DATABASE_URL) void stopWorker();
    });
  try {
    await openDatabase();
    await asTheOnlyOne(START_LOCK, async () => {
      await writeMissingWindows();
      await welcome();
    });
    await (works() ? startWorker() : openQueues());
  } catch (error) {
    console.error(error instanceof Error ? `\nWinnow cannot start. ${error.message}\n` : error);
    if (error instanceof Error && error.cause) console.error(error.cause);
    process.exit(1);
  }
  const { HOST, PORT } = env();
  console.log(`\n  Winnow   http://${HOST}:${PORT}\n  Data     ${database().place}\n`);
}

/** @throws where nobody would work */
function works(): boolean {
  const { WINNOW_WORKER, DATABASE_URL } = env();
  if (WINNOW_WORKER === "on") return true;
  if (DATABASE_URL) return false;
  throw new Error(
    "WINNOW_WORKER=off needs DATABASE_URL: nobody but this process can work on its embedded database.",
  );
}

/** On the first start ever: the local owner, and a project in which every screen shows something. */
async function welcome() {
  const owner =
    (await db().user.findFirst({ orderBy: { createdAt: "asc" } })) ??
    (await db().user.create({ data: { name: "Owner" } }));
  if (owner.welcomedAt) return;
  // Nobody has been served yet, so whatever is there was left by a first start that was cut off.
  await db().$transaction((transaction) => eraseProjects(transaction, { ownerId: owner.id }));
  await createSampleProject(owner.id);
  await db().user.update({ where: { id: owner.id }, data: { welcomedAt: new Date() } });
}
