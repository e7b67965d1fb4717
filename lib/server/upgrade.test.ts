import { randomUUID } from "node:crypto";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectEgress } from "#lib/real-data/egress/project-egress.ts";
import { writeMissingWindows } from "#lib/real-data/seal-test-set.ts";
import { corpusKeyOf } from "#lib/screening/load-corpus.ts";
import { storeMatches } from "#lib/screening/store-matches.ts";
import { closeDatabase, connectPrisma, database, db, installDatabase } from "./db.ts";
import { openEmbeddedDatabase } from "./embedded/embedded-database.ts";
import { migrate } from "./migrate.ts";

const FIRST = "20261121093911_init";
/** What came before wrote windows, and compared no support example with them. */
const COMPARED = "20261121222000_support_compared_with_windows";
const folder = mkdtempSync(path.join(tmpdir(), "winnow-upgrade-"));
const id = Object.fromEntries(
  ["user", "project", "label", "recipe", "version", "run", "near", "far"].map((name) => [name, randomUUID()]),
) as Record<"user" | "project" | "label" | "recipe" | "version" | "run" | "near" | "far", string>;

interface OldFinding {
  detector: "exact" | "wordEdit" | "characterGrams" | "cosine";
  against?: "test" | "exemplar";
  score: number;
  row: string;
  state: "open" | "overridden";
}

/** What stood in the old database of one exemplar, and what must be open once it has been screened again. */
const cases: { name: string; before: OldFinding[]; kept: string[]; open: string[] }[] = [
  {
    name: "every finding of a set was overridden",
    before: [
      { detector: "wordEdit", score: 0.6, row: id.near, state: "overridden" },
      { detector: "characterGrams", score: 0.8, row: id.near, state: "overridden" },
    ],
    kept: ["test combined 1"],
    open: [],
  },
  {
    name: "one of them was open",
    before: [
      { detector: "wordEdit", score: 0.6, row: id.near, state: "open" },
      { detector: "cosine", score: 0.9, row: id.near, state: "overridden" },
    ],
    kept: [],
    open: ["test"],
  },
  {
    name: "the override was about a row that is no longer the nearest",
    before: [{ detector: "cosine", score: 0.9, row: id.far, state: "overridden" }],
    kept: ["test cosine 1"],
    open: ["test"],
  },
  {
    name: "one set was overridden and the other open",
    before: [
      { detector: "exact", against: "exemplar", score: 1, row: id.near, state: "overridden" },
      { detector: "exact", score: 1, row: id.near, state: "open" },
    ],
    kept: ["exemplar exact 1"],
    open: ["test"],
  },
];
const exemplars = cases.map(() => randomUUID());

beforeAll(async () => {
  const { pool, close } = await openEmbeddedDatabase({ folder: null });
  const prisma = connectPrisma(pool);
  installDatabase({
    kind: "embedded",
    place: "memory",
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await close();
    },
  });
  cpSync(`prisma/migrations/${FIRST}`, path.join(folder, FIRST), { recursive: true });
  await migrate(pool, folder);
  await seedAsItWas();
  cpSync("prisma/migrations", folder, { recursive: true, filter: (source) => !source.includes(COMPARED) });
  await migrate(pool, folder);
  await pool.query(`UPDATE "TestSet" SET "windowSalt" = '\\x00'`);
  expect(await migrate(pool)).toContain(COMPARED);
});
afterAll(async () => {
  await closeDatabase();
  rmSync(folder, { recursive: true });
});

async function seedAsItWas() {
  const { pool } = database();
  await pool.query(`
    INSERT INTO "User" (id, name) VALUES ('${id.user}', 'Ada');
    INSERT INTO "Project" (id, "ownerId", name, "updatedAt") VALUES ('${id.project}', '${id.user}', 'Old', now());
    INSERT INTO "Label" (id, "projectId", name, colour, position) VALUES ('${id.label}', '${id.project}', 'a', '#000000', 0);
    INSERT INTO "Recipe" (id, "projectId", name, "updatedAt") VALUES ('${id.recipe}', '${id.project}', 'r', now());
    INSERT INTO "RecipeVersion" (id, "recipeId", number, kind, template, "createdById")
      VALUES ('${id.version}', '${id.recipe}', 1, 'grammar', 't', '${id.user}');
    INSERT INTO "Run" (id, "projectId", number, "recipeVersionId", generator, model, seed, concurrency, targets, "createdById")
      VALUES ('${id.run}', '${id.project}', 1, '${id.version}', 'builtIn', 'built-in', 1, 1, '[]', '${id.user}');
    INSERT INTO "TestSet" ("projectId", fingerprint, "rowCount", "sealedById")
      VALUES ('${id.project}', 'f', 1, '${id.user}');
    INSERT INTO "TestRow" (id, "projectId", "labelId", position, text, normalised)
      VALUES ('${randomUUID()}', '${id.project}', '${id.label}', 0, 'a short row of old', 'ashortrowofold');
    INSERT INTO "SupportExample" (id, "projectId", "labelId", position, text, normalised)
      VALUES ('${randomUUID()}', '${id.project}', '${id.label}', 0, 'A short row. Of old', 'ashortrowofold');`);
  for (const [position, exemplarId] of exemplars.entries()) {
    const { before } = cases[position] ?? { before: [] };
    const itemId = randomUUID();
    await pool.query(
      `INSERT INTO "RunItem" (id, "runId", position, "labelId", seed, slots, messages)
       VALUES ($1, $2, $3, $4, 1, '{}', '[]')`,
      [itemId, id.run, position, id.label],
    );
    await pool.query(
      `INSERT INTO "Exemplar" (id, "projectId", number, "runId", "runItemId", text, "originalText", "labelId",
         "intendedLabelId", "screenedAt", similarity, "openFindings", "openLeaks")
       VALUES ($1, $2, $3, $4, $5, 'a text', 'a text', $6, $6, now(), 0.9, 2, 2)`,
      [exemplarId, id.project, position + 1, id.run, itemId, id.label],
    );
    for (const { detector, against = "test", score, row, state } of before) {
      await pool.query(
        `INSERT INTO "SimilarityScore" ("exemplarId", detector, against, score, "matchId") VALUES ($1, $2, $3, $4, $5)`,
        [exemplarId, detector, against, score, row],
      );
      await pool.query(
        `INSERT INTO "Finding" (id, "projectId", "exemplarId", kind, detector, against, score, threshold, "matchId",
           state, "overrideReason")
         VALUES ($1, $2, $3, 'nearLeak', $4, $5, $6, 0.5, $7, $8::"FindingState", $9)`,
        [
          randomUUID(),
          id.project,
          exemplarId,
          detector,
          against,
          score,
          row,
          state,
          state === "open" ? null : "why",
        ],
      );
    }
  }
  await decideAsItWas(0, ["accept"]);
  await decideAsItWas(1, ["accept", "undo"]);
  await decideAsItWas(2, ["accept", "reject", "undo"]);
}

/** An undo takes back the decision before it. */
async function decideAsItWas(position: number, kinds: ("accept" | "reject" | "undo")[]) {
  const { pool } = database();
  const exemplarId = exemplars[position];
  let before: string | null = null;
  for (const kind of kinds) {
    const batchId = randomUUID();
    await pool.query(
      `INSERT INTO "Decision" (id, "projectId", "exemplarId", "userId", "batchId", kind, "undoesId", "fromStatus",
         "toStatus", "fromLabelId", "toLabelId")
       VALUES ($1, $2, $3, $4, $5, $6::"DecisionKind", $7, 'pending', 'pending', $8, $8)`,
      [
        randomUUID(),
        id.project,
        exemplarId,
        id.user,
        batchId,
        kind,
        kind === "undo" ? before : null,
        id.label,
      ],
    );
    before = batchId;
  }
  await pool.query(`UPDATE "Exemplar" SET revision = $2 WHERE id = $1`, [exemplarId, kinds.length]);
}

describe.each(cases.map((each, position) => ({ ...each, exemplarId: exemplars[position] ?? "" })))(
  "a project of the first release in which $name",
  ({ kept, open, exemplarId }) => {
    it("keeps the overrides that hold, and waits to be screened", async () => {
      const found = await db().finding.findMany({ where: { exemplarId } });
      expect(found.map(({ against, detector, score }) => `${against} ${detector} ${score}`)).toEqual(kept);
      for (const { state, overrideReason } of found) {
        expect({ state, overrideReason }).toEqual({ state: "overridden", overrideReason: "why" });
      }
      expect(await db().exemplar.findUnique({ where: { id: exemplarId } })).toMatchObject({
        screenedAt: null,
        leakProbability: null,
        openFindings: 0,
        openLeaks: 0,
      });
    });

    it("has open what nobody overrode, once it is screened", async () => {
      const corpusKey = await corpusKeyOf(db(), id.project);
      const scores = { exact: 0, wordEdit: 0.8, containment: 1, overlap: 1, template: 1, cosine: 0.95 };
      const match = { matchId: id.near, probability: 0.98, evidence: "overlap" as const, scores, spans: [] };
      await storeMatches({
        projectId: id.project,
        corpusKey,
        texts: [{ id: exemplarId, number: 1, text: "a text" }],
        results: [
          {
            id: exemplarId,
            matches: [
              { against: "test", ...match },
              ...(kept.some((finding) => finding.startsWith("exemplar"))
                ? [{ against: "exemplar" as const, ...match }]
                : []),
            ],
          },
        ],
      });
      const found = await db().finding.findMany({ where: { exemplarId, state: "open" } });
      expect(found.map(({ against }) => against)).toEqual(open);
    });
  },
);

it("leaves the thresholds that were chosen, and none of the old scores", async () => {
  expect(await db().project.findUnique({ where: { id: id.project } })).toMatchObject({
    leakThreshold: 0.5,
    duplicateThreshold: 0.9,
    cosineThreshold: 0.85,
    wordEditThreshold: 0.5,
  });
  expect(await db().$queryRaw`SELECT to_regclass('"SimilarityScore"')::text AS name`).toEqual([
    { name: null },
  ]);
});

it("says whose the exemplars are that were decided", async () => {
  const found = await db().exemplar.findMany({ orderBy: { number: "asc" }, select: { decidedById: true } });
  expect(found.map(({ decidedById }) => decidedById)).toEqual([id.user, null, id.user, null]);
});

it("lets nothing leave of a project until it is known what may not, and then all the rest", async () => {
  const send = (content: string) =>
    projectEgress(id.project)(JSON.stringify({ messages: [{ role: "user", content }] }));
  expect(await send("anything")).not.toBeNull();
  await writeMissingWindows();
  expect(await send("anything")).toBeNull();
  expect(await send("Say a short row, of OLD!")).not.toBeNull();
  expect(await db().supportExample.findMany()).toMatchObject([{ holdsTestWords: true }]);
});
