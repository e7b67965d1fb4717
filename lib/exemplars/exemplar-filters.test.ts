import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { countSlots } from "./counts/exemplar-slot-queries.ts";
import { type ExemplarFilter, NO_FILTER } from "./exemplar-views.ts";
import { ROWS, useExemplarProject } from "./test/exemplar-project.ts";

useDatabase();
const { given, labelAt, counts, numbersWhere, walkDown } = useExemplarProject();

type Case = [string, () => Partial<ExemplarFilter>, () => object];

const OWN_COLUMNS: Case[] = [
  ["status", () => ({ statuses: ["accepted"] }), () => ({ status: "accepted" })],
  ["two statuses", () => ({ statuses: ["accepted", "rejected"] }), () => ({ status: { not: "pending" } })],
  ["label", () => ({ labelIds: [labelAt(1)] }), () => ({ labelId: labelAt(1) })],
  ["run", () => ({ runs: [2] }), () => ({ number: { gt: 340 } })],
  ["no such run", () => ({ runs: [99] }), () => ({ number: -1 })],
  ["probability from", () => ({ leakFrom: 0.5 }), () => ({ leakProbability: { gte: 0.5 } })],
  [
    "probability range",
    () => ({ leakFrom: 0.2, leakTo: 0.5, similarityFrom: 0.4 }),
    () => ({ leakProbability: { gte: 0.2, lte: 0.5 }, similarity: { gte: 0.4 } }),
  ],
  ["score from", () => ({ similarityFrom: 0.6 }), () => ({ similarity: { gte: 0.6 } })],
  [
    "score range",
    () => ({ similarityFrom: 0.2, similarityTo: 0.4 }),
    () => ({ similarity: { gte: 0.2, lte: 0.4 } }),
  ],
  [
    "when it was made",
    () => ({ madeFrom: "2026-02-01T00:10:00.000Z", madeTo: "2026-02-01T00:20:00.000Z" }),
    () => ({ number: { gte: 11, lte: 21 } }),
  ],
  [
    "when it was decided",
    () => ({ decidedFrom: "2026-01-01T00:00:00.001Z", decidedTo: "2026-01-01T00:00:00.001Z" }),
    () => ({ decidedAt: new Date("2026-01-01T00:00:00.001Z") }),
  ],
  ["who decided", () => ({ reviewerIds: [given.reviewerId] }), () => ({ decidedById: given.reviewerId })],
  [
    "either of who decided",
    () => ({ reviewerIds: [given.reviewerId, given.userId] }),
    () => ({ decidedById: { not: null } }),
  ],
  ["edited", () => ({ edited: true }), () => ({ originalText: "as it was" })],
  ["flagged", () => ({ flagged: true }), () => ({ flagged: true })],
  ["no suggestion", () => ({ judged: ["unknown"] }), () => ({ suggestedLabelId: null })],
  ["a judge's score", () => ({ judgeScores: ["4"] }), () => ({ judgeScore: 4 })],
  ["either score", () => ({ judgeScores: ["1", "5"] }), () => ({ judgeScore: { in: [1, 5] } })],
  ["no score", () => ({ judgeScores: ["none"] }), () => ({ judgeScore: null })],
  [
    "a score or none",
    () => ({ judgeScores: ["2", "none"], statuses: ["pending"] }),
    () => ({ OR: [{ judgeScore: 2 }, { judgeScore: null }], status: "pending" }),
  ],
  [
    "near-duplicates",
    () => ({ cluster: "01939f0e-7b1c-7cc5-9d0a-000000000001" }),
    () => ({ clusterId: "01939f0e-7b1c-7cc5-9d0a-000000000001" }),
  ],
  [
    "look-alikes",
    () => ({ group: "01939f0e-7b1c-7cc5-9d0a-000000000002" }),
    () => ({ groupId: "01939f0e-7b1c-7cc5-9d0a-000000000002" }),
  ],
];

const RELATED: Case[] = [
  ["kind", () => ({ findings: ["exactLeak"] }), () => ({ findings: { some: { kind: "exactLeak" } } })],
  ["state", () => ({ findingState: "overridden" }), () => ({ findings: { some: { state: "overridden" } } })],
  [
    "kind in a state",
    () => ({ findings: ["duplicate"], findingState: "open" }),
    () => ({ findings: { some: { kind: "duplicate", state: "open" } } }),
  ],
  ["none", () => ({ findings: ["none"] }), () => ({ screenedAt: { not: null }, findings: { none: {} } })],
  ["unscreened", () => ({ findings: ["unscreened"] }), () => ({ screenedAt: null })],
  ["notes that stand", () => ({ noted: true }), () => ({ number: { in: [50, 150, 200, 250, 300] } })],
  [
    "what is left of a second look",
    () => ({ secondLook: given.secondLookId }),
    () => ({ status: "accepted", secondLooks: { some: { lookId: given.secondLookId } } }),
  ],
  [
    "an entry",
    () => ({ entries: [{ slot: "topic", value: "topic 2" }] }),
    () => ({ runItem: { slots: { path: ["topic"], equals: "topic 2" } } }),
  ],
  [
    "either entry of a slot, and one of another",
    () => ({
      entries: [
        { slot: "topic", value: "topic 2" },
        { slot: "topic", value: "topic 3" },
        { slot: "a persona", value: 'p1: "x", ü' },
      ],
    }),
    () => ({
      OR: ["topic 2", "topic 3"].map((topic) => ({ runItem: { slots: { path: ["topic"], equals: topic } } })),
      runItem: { slots: { path: ["a persona"], equals: 'p1: "x", ü' } },
    }),
  ],
  [
    "an entry that nothing holds",
    () => ({ entries: [{ slot: "topic", value: "topic" }] }),
    () => ({ number: -1 }),
  ],
  [
    "several at once",
    () => ({ statuses: ["pending"], labelIds: [labelAt(0), labelAt(2)], runs: [1], similarityTo: 0.6 }),
    () => ({
      status: "pending",
      labelId: { in: [labelAt(0), labelAt(2)] },
      number: { lte: 340 },
      similarity: { lte: 0.6 },
    }),
  ],
];

/** A page walks what the filter matches, and the counts agree with it. */
async function matching(filter: Partial<ExemplarFilter>, alike?: string[]) {
  const counted = await counts(filter, alike);
  const numbers = await walkDown(filter, undefined, alike);
  expect([counted.matching, counted.total]).toEqual([numbers.length, ROWS]);
  return numbers;
}

describe("filters", () => {
  it.each([...OWN_COLUMNS, ...RELATED])("by %s", async (_name, filter, condition) => {
    expect(await matching(filter())).toEqual(await numbersWhere(condition()));
  });

  it("by what is suggested against what was intended", async () => {
    const rows = await db().exemplar.findMany({
      where: { projectId: given.projectId, suggestedLabelId: { not: null } },
      orderBy: { number: "asc" },
    });
    const numbers = (agrees: boolean) =>
      rows
        .filter((row) => (row.suggestedLabelId === row.intendedLabelId) === agrees)
        .map(({ number }) => number);
    expect(await matching({ judged: ["agrees"] })).toEqual(numbers(true));
    expect(await matching({ judged: ["differs"] })).toEqual(numbers(false));
    expect(await matching({ judged: ["differs", "agrees"] })).toHaveLength(rows.length);
    expect(await matching({ judged: ["differs", "agrees", "unknown"] })).toHaveLength(ROWS);
  });

  it("by recipe version", async () => {
    const run = await db().run.findFirstOrThrow({ where: { projectId: given.projectId, number: 2 } });
    const { recipeVersionId } = run;
    expect(await matching({ recipeVersionIds: [recipeVersionId] })).toEqual(
      await numbersWhere({ runId: run.id }),
    );
    const { recipeVersions, runs } = await counts({ recipeVersionIds: [recipeVersionId] });
    expect(recipeVersions.map(({ count }) => count)).toEqual([10, 340]);
    expect(runs.map(({ number, count }) => [number, count])).toEqual([
      [2, 10],
      [1, 0],
    ]);
  });

  it("by length", async () => {
    const rows = await db().exemplar.findMany({ where: { projectId: given.projectId } });
    const long = rows.filter(({ text }) => text.length >= 8 && text.length <= 22);
    expect(await matching({ lengthFrom: 8, lengthTo: 22 })).toHaveLength(long.length);
  });

  it("by likeness, where it is known what is alike", async () => {
    const rows = await db().exemplar.findMany({
      where: { projectId: given.projectId, number: { in: [9, 4] } },
    });
    const ids = rows.map(({ id }) => id);
    expect(await matching({ like: 1 }, ids)).toEqual([4, 9]);
    expect(await matching({ like: 1, statuses: ["rejected"] }, ids)).toEqual([]);
    expect(await matching({ like: 1 })).toEqual([]);
  });
});

describe("counts", () => {
  it("follow beside each value what the other fields leave", async () => {
    const filter: Partial<ExemplarFilter> = { statuses: ["accepted"], labelIds: [labelAt(0)] };
    const counted = await counts(filter);
    const size = async (condition: object) => (await numbersWhere(condition)).length;
    const [accepted, ofLabel] = [{ status: "accepted" }, { labelId: labelAt(0) }];
    const both = { ...accepted, ...ofLabel };
    expect(counted.matching).toBe(await size(both));
    expect(counted.statuses.pending).toBe(await size({ ...ofLabel, status: "pending" }));
    expect(counted.labels[labelAt(1)]).toBe(await size({ ...accepted, labelId: labelAt(1) }));
    expect(counted.unscreened).toBe(await size({ screenedAt: null }));
    expect(counted.runs.map(({ number }) => number)).toEqual([2, 1]);
    expect(counted.findings.exactLeak).toBe(
      await size({ ...both, findings: { some: { kind: "exactLeak" } } }),
    );
    expect(counted.findings.none).toBe(
      await size({ ...both, screenedAt: { not: null }, findings: { none: {} } }),
    );
    expect(counted.judged.unknown).toBe(await size({ ...both, suggestedLabelId: null }));
    expect(counted.judgeScores[3]).toBe(await size({ ...both, judgeScore: 3 }));
    expect(counted.judgeScores.none).toBe(await size({ ...both, judgeScore: null }));
    expect(counted.edited).toBe(await size({ ...both, originalText: "as it was" }));
    expect(counted.flagged).toBe(await size({ ...both, flagged: true }));
    expect(counted.reviewers.find(({ id }) => id === given.reviewerId)).toEqual({
      id: given.reviewerId,
      name: "Reviewer",
      count: await size({ ...both, decidedById: given.reviewerId }),
    });
  });

  it("do not follow their own field", async () => {
    const none = await counts();
    const asked: Partial<ExemplarFilter>[] = [
      { judged: ["differs"] },
      { judgeScores: ["2", "none"] },
      { flagged: true },
      { edited: true },
      { noted: true },
      { reviewerIds: [given.userId] },
      { findings: ["exactLeak"] },
    ];
    for (const filter of asked) {
      const counted = await counts(filter);
      const [field] = Object.keys(filter);
      const own = field === "reviewerIds" ? "reviewers" : (field as "judged");
      expect(counted[own]).toEqual(none[own]);
      expect(counted.statuses).not.toEqual(none.statuses);
    }
    expect(none.noted).toBe(5);
  });
});

it("counts the values of slots, which follow all but the slot's own", async () => {
  const scope = { userId: given.userId, projectId: given.projectId };
  const size = async (slots: [string, string][], condition = {}) =>
    (
      await numbersWhere({
        ...condition,
        AND: slots.map(([slot, equals]) => ({ runItem: { slots: { path: [slot], equals } } })),
      })
    ).length;
  const filter: ExemplarFilter = {
    ...NO_FILTER,
    statuses: ["pending"],
    entries: [{ slot: "topic", value: "topic 1" }],
  };
  const [personas, topics] = await countSlots({ ...scope, filter });
  const pending = { status: "pending" };
  expect(personas).toMatchObject({ slot: "a persona", more: 0 });
  for (const { value, count } of personas?.values ?? []) {
    expect(count).toBe(
      await size(
        [
          ["topic", "topic 1"],
          ["a persona", value],
        ],
        pending,
      ),
    );
  }
  expect(topics?.values).toHaveLength(4);
  for (const { value, count } of topics?.values ?? [])
    expect(count).toBe(await size([["topic", value]], pending));
  const inOrder = (topics?.values ?? []).map(({ count }) => count);
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => b - a));
});
