import { startRun } from "#lib/runs/start-run.ts";
import { db, openDatabase } from "#lib/server/db.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe, seedVocabulary } from "#prisma/seed/recipes.ts";
import { startWorker } from "../main.ts";

/** A server process without its web half. `prepare BASE_URL` asks for two runs, `work` does what is asked for. */
const [, , task, baseUrl = ""] = process.argv;
const BUILT_IN = 3_000;
const BY_MODEL = 150;

await openDatabase();
if (task === "prepare") {
  await prepare();
  process.exit(0);
}
await startWorker();
console.log("working");
while ((await db().run.count({ where: { state: { in: ["queued", "running"] } } })) > 0) {
  await new Promise((resolve) => setTimeout(resolve, 100));
}
console.log(`account ${JSON.stringify(await account())}`);
process.exit(0);

async function prepare() {
  const { id: userId } = await seedUser();
  const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: ["one", "two"] });
  const topics = Array.from({ length: 200 }, (_, i) => `topic ${i}`);
  await seedVocabulary(projectId, "topic", topics);
  const template = "[Please|Kindly|Now] say [something|a word] about {{ topic }} to the [bank|shop|office]";
  const endpoint = await db().endpoint.create({
    data: { ownerId: userId, name: "local", baseUrl, model: "slow" },
  });
  for (const kind of ["grammar", "prompt"] as const) {
    const { versions } = await seedRecipe({ projectId, userId, kind, template });
    const count = kind === "grammar" ? BUILT_IN : BY_MODEL;
    await startRun({
      userId,
      projectId,
      recipeVersionId: versions[0]?.id ?? "",
      endpointId: kind === "grammar" ? null : endpoint.id,
      targets: labels.map(({ id: labelId }) => ({ labelId, count })),
      seed: 1,
      concurrency: 4,
      goal: "produced",
    });
  }
}

async function account() {
  const runs = await db().run.findMany({ include: { _count: { select: { exemplars: true, items: true } } } });
  const exemplars = await db().exemplar.findMany({ orderBy: { number: "asc" } });
  return {
    runs: runs.map(({ generator, state, _count }) => ({ generator, state, ..._count })).sort(byGenerator),
    items: new Set(exemplars.map(({ runItemId }) => runItemId)).size,
    isContiguous: exemplars.every(({ number }, i) => number === i + 1),
    unscreened: exemplars.filter(({ screenedAt }) => screenedAt === null).length,
  };
}

function byGenerator(a: { generator: string }, b: { generator: string }) {
  return a.generator < b.generator ? -1 : 1;
}
