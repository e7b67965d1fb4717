import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import type { SentChange } from "../changes.ts";
import type { Decision } from "../review.ts";
import { useReviewProject } from "../test/review-project.ts";
import { runsOf, saveChanges } from "./save-changes.ts";

useDatabase();
const { given, scope, rows, decisions, statuses } = useReviewProject();

const decide = (exemplarIds: string[], decision: Decision, revision = 0): SentChange => ({
  kind: "decide",
  batchId: randomUUID(),
  exemplarIds,
  revisions: exemplarIds.map(() => revision),
  decision,
});
const edit = (exemplarId: string, text: string, revision = 0): SentChange => ({
  kind: "edit",
  batchId: randomUUID(),
  exemplarId,
  revision,
  text,
});
const undo = (undoes: string | null = null): SentChange => ({ kind: "undo", batchId: randomUUID(), undoes });
const redo = (redoes: string | null = null): SentChange => ({ kind: "redo", batchId: randomUUID(), redoes });
const save = (...changes: SentChange[]) => saveChanges({ ...scope(), changes });
const accept = { kind: "accept" } as const;
const reject = { kind: "reject" } as const;

describe("saveChanges", () => {
  it("makes changes in their order, and tells of each", async () => {
    const [one = "", two = "", three = ""] = given.ids;
    const changes = [
      decide([three], accept),
      decide([one], reject),
      decide([two], { kind: "relabel", labelId: given.lost }),
      decide([one], { kind: "reopen" }, 1),
      edit(two, "zwei", 1),
      undo(),
    ];
    const results = await save(...changes);
    expect(results).toMatchObject([
      { outcome: { kind: "decided", decided: 1, left: [] } },
      { outcome: { kind: "decided", decided: 1 } },
      { outcome: { kind: "decided", decided: 1 } },
      { outcome: { kind: "decided", decided: 1 } },
      { outcome: { kind: "decided", decided: 1 } },
      {
        outcome: {
          kind: "undone",
          decision: "edit",
          of: changes[4]?.batchId,
          changed: [{ number: 2 }],
          count: 1,
        },
      },
    ]);
    expect((await decisions()).map(({ kind, exemplarId, batchId }) => [kind, exemplarId, batchId])).toEqual(
      ["accept", "reject", "relabel", "reopen", "edit", "undo"].map((kind, n) => [
        kind,
        [three, one, two, one, two, two][n],
        changes[n]?.batchId,
      ]),
    );
    expect(await rows()).toMatchObject([
      { status: "pending", revision: 2 },
      { labelId: given.lost, text: "two", revision: 3 },
      { status: "accepted", revision: 1 },
    ]);
  });

  it("goes on after one that is refused", async () => {
    const [one = "", two = "", three = ""] = given.ids;
    const results = await save(
      undo(),
      redo(),
      decide([one], { kind: "relabel", labelId: randomUUID() }),
      decide([two], accept),
      edit(three, "three"),
      undo(randomUUID()),
      decide([three], reject),
    );
    expect(results.map((saved) => ("refused" in saved ? saved.refused.key : saved.outcome.kind))).toEqual([
      "review.errors.nothingToUndo",
      "review.errors.nothingToRedo",
      "review.errors.labelMissing",
      "decided",
      "review.errors.sameText",
      "review.errors.nothingToUndo",
      "decided",
    ]);
    expect(await statuses()).toEqual(["pending", "accepted", "rejected"]);
  });

  it("makes each once, however often they are sent, and tells the same of it", async () => {
    const [one = "", two = ""] = given.ids;
    const first = [decide([one, two], accept), decide([one], { kind: "flag" }, 1), edit(two, "zwei", 1)];
    const later = [undo(), undo(), redo(), undo(), decide([two], reject, 4)];
    const changes = [...first, ...later];
    const results = await save(...changes);
    const before = { rows: await rows(), decisions: await decisions() };
    expect(await save(...changes)).toEqual(results);
    expect({ rows: await rows(), decisions: await decisions() }).toEqual(before);
  });

  it("takes back once what was asked twice at the same time", async () => {
    await save(decide([given.ids[0] ?? ""], accept), decide([given.ids[1] ?? ""], accept));
    const change = undo();
    const [first, second] = await Promise.all([save(change), save(change)]);
    expect(second).toEqual(first);
    expect(await statuses()).toEqual(["accepted", "pending", "pending"]);
  });

  it("leaves a decision that came second, and makes what fits the exemplar as it is", async () => {
    const [one = ""] = given.ids;
    await save(decide([one], reject));
    const results = await save(
      decide([one], accept),
      edit(one, "uno", 1),
      decide([one], { kind: "flag" }, 2),
    );
    expect(results).toMatchObject([
      { outcome: { decided: 0, left: [{ id: one, reason: "changed", newest: { kind: "reject" } }] } },
      { outcome: { decided: 1, left: [] } },
      { outcome: { decided: 1, left: [] } },
    ]);
  });

  it("goes back over a long session to its beginning, and forward to its end", async () => {
    const state = async () => (await rows()).map(({ status, flagged }) => [status, flagged]);
    const kinds = ["accept", "flag", "reject", "unflag", "reopen"] as const;
    const steps = Array.from({ length: 141 }, (_, n) =>
      decide([given.ids[n % 3] ?? ""], { kind: kinds[Math.floor(n / 3) % 5] ?? "accept" }, Math.floor(n / 3)),
    );
    const begin = await state();
    const made = await save(...steps);
    const end = await state();
    const many = async (change: () => SentChange) => {
      const results = await save(...made.map(change));
      expect(results.filter((saved) => "outcome" in saved && "count" in saved.outcome)).toHaveLength(
        made.length,
      );
    };
    await many(() => undo());
    expect(await state()).toEqual(begin);
    await many(() => redo());
    expect(await state()).toEqual(end);
    await many(() => undo());
    expect(await state()).toEqual(begin);
    expect(await save(undo())).toMatchObject([{ refused: { key: "review.errors.nothingToUndo" } }]);
  });

  it("is not for strangers", async () => {
    const userId = (await seedUser("Stranger")).id;
    for (const change of [decide(given.ids, accept), undo(), redo()]) {
      const saved = saveChanges({ userId, projectId: given.projectId, changes: [change] });
      await expect(
        saved.then(([first]) => {
          if (first && "refused" in first) throw first.refused;
        }),
      ).rejects.toMatchObject({ code: "not-found" });
    }
    expect(await db().decision.count({ where: { projectId: given.projectId } })).toBe(0);
  });
});

describe("runsOf", () => {
  const of = (...names: string[]) => decide(names, accept);
  it.each([
    ["nothing", [], []],
    ["different exemplars", [of("a"), of("b", "c")], [2]],
    ["the same exemplar again", [of("a"), of("b"), of("a"), of("b")], [2, 2]],
    ["other changes", [of("a"), undo(), of("b"), of("c"), edit("d", "e"), edit("f", "g")], [1, 1, 2, 1, 1]],
  ])("of %s", (_name, changes, lengths) => {
    const runs = runsOf(changes);
    expect(runs.map(({ length }) => length)).toEqual(lengths);
    expect(runs.flat()).toEqual(changes);
  });
});
