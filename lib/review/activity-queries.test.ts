import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { readPlace, writePlace } from "./activity.ts";
import { listActivity } from "./activity-queries.ts";
import { decideExemplars } from "./decisions/decide-exemplars.ts";
import { undoDecisions } from "./decisions/undo/restore-batch.ts";
import { useReviewProject } from "./test/review-project.ts";

usePostgres();
const { given, scope } = useReviewProject();

const ask = (since: string | null) => listActivity({ ...scope(), since });
const decide = (exemplarIds: string[], kind: "accept" | "reject" = "accept") =>
  decideExemplars({ ...scope(), exemplarIds, decision: { kind } });

let start: string;
beforeEach(async () => {
  start = (await ask(null)).sequence;
});

describe("listActivity", () => {
  it("tells nothing at first, then what was decided since, in its order", async () => {
    const [one = "", two = ""] = given.ids;
    const before = await decide([one]);
    const first = await ask(null);
    expect(first).toMatchObject({ entries: [], isCut: false, bulks: [] });
    const { batchId } = await decide([two, one], "reject");
    const second = await ask(first.sequence);
    const by = { by: "Owner", at: expect.any(String), kind: "reject", batchId };
    expect(second.entries).toEqual([
      { exemplarId: two, number: 2, ...by },
      { exemplarId: one, number: 1, ...by },
    ]);
    await undoDecisions(scope());
    expect((await ask(second.sequence)).entries.map(({ kind }) => kind)).toEqual(["undo", "undo"]);
    expect((await ask(start)).entries.map((entry) => entry.batchId)).toContain(before.batchId);
    expect((await ask((await ask(null)).sequence)).entries).toEqual([]);
  });

  it("tells the newest 500, and that there was more", async () => {
    const texts = Array.from({ length: 600 }, (_, n) => ({ text: `text ${n}`, labelId: given.refund }));
    const { exemplars } = await seedRun({ ...scope(), exemplars: texts });
    await decide(exemplars.map(({ id }) => id));
    const { entries, isCut } = await ask(start);
    expect(isCut).toBe(true);
    expect(entries).toHaveLength(500);
    expect(entries.at(-1)?.number).toBe(603);
  });

  it("misses nothing that is committed after a later sequence was seen", async () => {
    const [one = "", two = "", three = ""] = given.ids;
    const late = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const slow = db().$transaction(async (tx) => {
      await tx.$executeRaw`SELECT 1 FROM "Exemplar" WHERE id = ${one}::uuid FOR UPDATE`;
      await tx.decision.create({ data: rowOf(one) });
      written.resolve();
      await late.promise;
    });
    await written.promise;
    await decide([two]);
    const first = await ask(start);
    expect(first.entries.map(({ number }) => number)).toEqual([2]);
    const second = await ask(first.sequence);
    expect(second.entries.map(({ number }) => number)).not.toContain(1);
    late.resolve();
    await slow;
    const third = await ask(second.sequence);
    expect(third.entries.map(({ number }) => number)).toContain(1);
    await decide([three]);
    const fourth = await ask(third.sequence);
    expect(fourth.entries.map(({ number }) => number)).toEqual([3]);
  });

  it("misses nothing of whoever began after one that ended first", async () => {
    const [one = "", two = ""] = given.ids;
    const writing = (exemplarId: string) => {
      const [begun, told, written, ended] = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
      const over = db().$transaction(async (tx) => {
        await tx.$executeRaw`SELECT 1 FROM "Exemplar" WHERE id = ${exemplarId}::uuid FOR UPDATE`;
        begun?.resolve();
        await told?.promise;
        await tx.decision.create({ data: rowOf(exemplarId) });
        written?.resolve();
        await ended?.promise;
      });
      return {
        begun: begun?.promise,
        write: () => {
          told?.resolve();
          return written?.promise;
        },
        end: () => {
          ended?.resolve();
          return over;
        },
      };
    };
    const older = writing(one);
    await older.begun;
    const younger = writing(two);
    await younger.begun;
    await younger.write();
    await older.write();
    await older.end();
    const first = await ask(start);
    expect(first.entries.map(({ number }) => number)).toEqual([1]);
    await younger.end();
    expect((await ask(first.sequence)).entries.map(({ number }) => number)).toContain(2);
  });

  it("misses nothing while many decide at once", async () => {
    const texts = Array.from({ length: 200 }, (_, n) => ({ text: `text ${n}`, labelId: given.refund }));
    const { exemplars } = await seedRun({ ...scope(), exemplars: texts });
    let isOver = false;
    const writers = Promise.all(
      [0, 1, 2, 3].map(async (writer) => {
        const own = exemplars.filter((_, n) => n % 4 === writer);
        for (const { id } of own) await decide([id]);
      }),
    ).then(() => {
      isOver = true;
    });
    const seen = new Set<number>();
    let since = start;
    for (let last = false; !last; ) {
      last = isOver;
      const { entries, sequence } = await ask(since);
      since = sequence;
      for (const { number } of entries) seen.add(number);
    }
    await writers;
    expect([...seen].sort((a, b) => a - b)).toEqual(exemplars.map(({ number }) => number));
  });

  it("refuses what is no place, and strangers", async () => {
    await expect(ask("yesterday")).rejects.toMatchObject({ code: "invalid" });
    const userId = (await seedUser("Stranger")).id;
    const stranger = listActivity({ userId, projectId: given.projectId, since: null });
    await expect(stranger).rejects.toMatchObject({ code: "not-found" });
  });

  const rowOf = (exemplarId: string) => ({
    ...scope(),
    exemplarId,
    batchId: exemplarId,
    kind: "accept" as const,
    fromStatus: "pending" as const,
    toStatus: "accepted" as const,
    fromLabelId: given.refund,
    toLabelId: given.refund,
  });
});

describe("a place in the log", () => {
  it.each([
    ["0", { sequence: 0n, openSince: null }],
    ["12", { sequence: 12n, openSince: null }],
    ["12-4294967300", { sequence: 12n, openSince: 4_294_967_300n }],
  ])("%s is read as it is written", (text, place) => {
    expect(readPlace(text)).toEqual(place);
    expect(writePlace(place)).toBe(text);
  });

  it.each(["", "-", "12-", "-3", "1.5", "a", "1234567890123456789012"])("%s is none", (text) => {
    expect(readPlace(text)).toBeNull();
  });
});
