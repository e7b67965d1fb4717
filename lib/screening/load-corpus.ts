import "server-only";
import { createHash } from "node:crypto";
import { listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { readSealedTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { screeningEngine } from "./engine/screening-engine.ts";

/** How many projects the engine keeps in memory; the one not screened for longest is forgotten. */
const KEPT = 3;

const shared = globalThis as typeof globalThis & { winnowScreenedProjects?: string[] };

/**
 * Identifies the test and support sets of a project as they stand. Every import gives its rows new ids and a test set
 * its date, so an equal key means the very rows that stored scores refer to.
 */
export async function corpusKeyOf(transaction: Transaction, projectId: string): Promise<string> {
  const [sets] = await transaction.$queryRaw<{ test: string | null; support: string | null }[]>`
    SELECT
      (SELECT fingerprint || ' ' || "sealedAt"::text FROM "TestSet" WHERE "projectId" = ${projectId}::uuid) AS test,
      (SELECT string_agg(id::text, ' ' ORDER BY position) FROM "SupportExample"
        WHERE "projectId" = ${projectId}::uuid) AS support`;
  return createHash("sha256").update(JSON.stringify(sets)).digest("hex");
}

/** Makes sure that the engine knows the project's sets and every screened exemplar, as they stand in the database. */
export async function loadCorpus(projectId: string): Promise<{ corpusKey: string }> {
  const engine = screeningEngine();
  const corpusKey = await corpusKeyOf(db(), projectId);
  const loaded = await engine.loaded(projectId);
  const screened = await db().exemplar.count({ where: { projectId, screenedAt: { not: null } } });
  // A number that differs: another process has screened, or exemplars were deleted.
  if (loaded?.corpusKey !== corpusKey || loaded.exemplars !== screened) {
    await engine.load({
      projectId,
      corpusKey,
      test: (await readSealedTestSet(projectId)).map(({ id, text }) => ({ id, text })),
      support: (await listSupportExamples(projectId)).map(({ id, text }) => ({ id, text })),
      exemplars: await db().exemplar.findMany({
        where: { projectId, screenedAt: { not: null } },
        select: { id: true, number: true, text: true },
        orderBy: { number: "asc" },
      }),
    });
  }
  await forgetOldest(projectId);
  return { corpusKey };
}

async function forgetOldest(projectId: string) {
  const others = (shared.winnowScreenedProjects ?? []).filter((id) => id !== projectId);
  shared.winnowScreenedProjects = [projectId, ...others].slice(0, KEPT);
  for (const id of others.slice(KEPT - 1)) await screeningEngine().forget(id);
}
