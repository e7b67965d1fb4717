import { expect, it } from "vitest";
import { db } from "./db.ts";
import { usePostgres } from "./test/postgres.ts";
import { throughRestarts } from "./through-restarts.ts";

usePostgres();

it("does a transaction again whose connection was gone before its next statement", async () => {
  let tries = 0;
  const found = await throughRestarts(() =>
    db().$transaction(async (transaction) => {
      const [own] = await transaction.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const pid = own?.pid ?? 0;
      if (tries++ === 0) {
        await db().$queryRaw`SELECT pg_terminate_backend(${pid}::int)`;
        const left = () => db().$queryRaw`SELECT 1 AS one FROM pg_stat_activity WHERE pid = ${pid}::int`;
        await expect.poll(left).toEqual([]);
      }
      return transaction.$queryRaw`SELECT 7 AS found`;
    }),
  );
  expect(found).toEqual([{ found: 7 }]);
  expect(tries).toBe(2);
});

it("does not do again what fails for another reason", async () => {
  let tries = 0;
  const failing = throughRestarts(() => {
    tries++;
    return db().$queryRaw`SELECT nothing FROM nowhere`;
  });
  await expect(failing).rejects.toThrow("nowhere");
  expect(tries).toBe(1);
});
