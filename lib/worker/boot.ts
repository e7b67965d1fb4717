import "server-only";
import { whenParentEnds } from "#lib/launch/end-with-parent.ts";
import { eraseProjects } from "#lib/projects/delete-project.ts";
import { writeMissingWindows } from "#lib/real-data/seal-test-set.ts";
import { database, db, openDatabase } from "#lib/server/db.ts";
import { env } from "#lib/server/env.ts";
import { createSampleProject } from "#prisma/seed/sample-project.ts";
import { startWorker } from "./main.ts";

const GRACE_MS = 1_000;

/** What a server process does before its first request. A failure ends the process with the reason. */
export async function boot() {
  if (process.env.WINNOW_LAUNCHED) whenParentEnds(() => process.exit(0));
  // Next waits for open requests; what is under way here is taken up again at the next start.
  for (const signal of ["SIGINT", "SIGTERM"])
    process.once(signal, () => setTimeout(process.exit, GRACE_MS, 0));
  try {
    await openDatabase();
    await writeMissingWindows();
    await welcome();
    await startWorker();
  } catch (error) {
    console.error(error instanceof Error ? `\nWinnow cannot start. ${error.message}\n` : error);
    if (error instanceof Error && error.cause) console.error(error.cause);
    process.exit(1);
  }
  const { HOST, PORT } = env();
  console.log(`\n  Winnow   http://${HOST}:${PORT}\n  Data     ${database().place}\n`);
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
