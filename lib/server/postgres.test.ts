import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { db, openDatabase } from "./db.ts";
import { enqueue, startQueue, stopQueue } from "./queue.ts";
import { usePostgres } from "./test/postgres.ts";

usePostgres();
afterAll(stopQueue);

describe("a PostgreSQL server", () => {
  it("takes the same migrations, client and queue as the embedded database", async () => {
    const { kind, place } = await openDatabase();
    expect(kind).toBe("postgres");
    expect(place).not.toContain("p:w");
    const owner = await seedUser();
    const project = await seedProject({ ownerId: owner.id });
    expect(await db().label.count({ where: { projectId: project.id } })).toBe(2);
    const queue = await startQueue();
    await queue.createQueue("probe", { policy: "stately" });
    const job = {
      name: "probe",
      payload: z.object({ a: z.number() }),
      key: ({ a }: { a: number }) => String(a),
    };
    await db().$transaction((tx) => enqueue(job, { a: 1 }, tx));
    const undone = db().$transaction(async (tx) => {
      await enqueue(job, { a: 2 }, tx);
      throw new Error("changed my mind");
    });
    await expect(undone).rejects.toThrow("changed my mind");
    expect(await queue.fetch("probe", { batchSize: 5 })).toMatchObject([{ data: { a: 1 } }]);
  });
});
