import "server-only";
import { createHash } from "node:crypto";
import { listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { readSealedTestSet } from "#lib/real-data/sealed-test-set.ts";
import { db, type Transaction } from "#lib/server/db.ts";
import { embedForScreening } from "./embedders/embed-for-screening.ts";
import { embedderIdOf } from "./embedders/embedder-queries.ts";
import { screeningEngine } from "./engine/screening-engine.ts";
import type { LoadedProject } from "./screening.ts";

/** How many projects the engine keeps in memory; the one not screened for longest is forgotten. */
const KEPT = 3;

const shared = globalThis as typeof globalThis & { winnowScreenedProjects?: string[] };

interface Corpus {
  corpusKey: string;
  maskNumbers: boolean;
}

/**
 * Identifies the test and support sets of a project as they stand, its embedder and whether numbers count in it. Every
 * import gives its rows new ids and a test set its date, so an equal key means the very rows that stored matches refer to.
 */
export async function corpusKeyOf(transaction: Transaction, projectId: string): Promise<string> {
  return (await corpusOf(transaction, projectId)).corpusKey;
}

async function corpusOf(transaction: Transaction, projectId: string): Promise<Corpus> {
  const [sets] = await transaction.$queryRaw<
    { test: string | null; support: string | null; maskNumbers: boolean | null }[]
  >`
    SELECT
      (SELECT "maskNumbers" FROM "Project" WHERE id = ${projectId}::uuid) AS "maskNumbers",
      (SELECT fingerprint || ' ' || "sealedAt"::text FROM "TestSet" WHERE "projectId" = ${projectId}::uuid) AS test,
      (SELECT string_agg(id::text, ' ' ORDER BY position) FROM "SupportExample"
        WHERE "projectId" = ${projectId}::uuid) AS support`;
  const embedder = await embedderIdOf(transaction, projectId);
  const corpusKey = createHash("sha256")
    .update(JSON.stringify({ ...sets, embedder }))
    .digest("hex");
  return { corpusKey, maskNumbers: sets?.maskNumbers ?? false };
}

/**
 * Makes sure that the engine knows the project's sets and every screened exemplar, as they stand in the database.
 * @throws what embedding throws, and the signal's reason
 */
export async function loadCorpus(projectId: string, signal?: AbortSignal): Promise<{ corpusKey: string }> {
  const engine = screeningEngine();
  const { corpusKey, maskNumbers } = await corpusOf(db(), projectId);
  const loaded = await engine.loaded(projectId);
  const screened = await db().exemplar.count({ where: { projectId, screenedAt: { not: null } } });
  // A number that differs: another process has screened, or exemplars were deleted.
  if (loaded?.corpusKey !== corpusKey || loaded.exemplars !== screened) {
    const texts = {
      test: (await readSealedTestSet(projectId)).map(({ id, text }) => ({ id, text })),
      support: (await listSupportExamples(projectId)).map(({ id, text }) => ({ id, text })),
      exemplars: await db().exemplar.findMany({
        where: { projectId, screenedAt: { not: null } },
        select: { id: true, number: true, text: true },
        orderBy: { number: "asc" },
      }),
    };
    const vectors = await vectorsOf(projectId, texts, signal);
    await engine.load({ projectId, corpusKey, maskNumbers, ...texts, ...(vectors ? { vectors } : {}) });
  }
  await forgetOldest(projectId);
  return { corpusKey };
}

type Texts = Record<"test" | "support" | "exemplars", { text: string }[]>;

async function vectorsOf(
  projectId: string,
  { test, support, exemplars }: Texts,
  signal: AbortSignal | undefined,
): Promise<LoadedProject["vectors"]> {
  const embed = (rows: { text: string }[]) =>
    embedForScreening({ projectId, texts: rows.map(({ text }) => text), signal });
  const vectors = {
    test: await embed(test),
    support: await embed(support),
    exemplars: await embed(exemplars),
  };
  // The embedder was changed in between: the key is no longer true, and the next walk loads afresh.
  return vectors.test && vectors.support && vectors.exemplars
    ? { test: vectors.test, support: vectors.support, exemplars: vectors.exemplars }
    : undefined;
}

async function forgetOldest(projectId: string) {
  const others = (shared.winnowScreenedProjects ?? []).filter((id) => id !== projectId);
  shared.winnowScreenedProjects = [projectId, ...others].slice(0, KEPT);
  for (const id of others.slice(KEPT - 1)) await screeningEngine().forget(id);
}
