import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { connectPrisma } from "../db.ts";
import { migrate } from "../migrate.ts";
import { openEmbeddedDatabase } from "./embedded-database.ts";

describe("openEmbeddedDatabase", () => {
  it("keeps what was written", async () => {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), "winnow-db-")), "database");
    const first = await openEmbeddedDatabase({ folder });
    await first.pool.query("CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
    await first.close();
    const second = await openEmbeddedDatabase({ folder });
    expect((await second.pool.query("SELECT id FROM kept")).rows).toEqual([{ id: 7 }]);
    await second.close();
  });

  it("goes on after a failed statement inside and outside of a transaction", async () => {
    const { pool, close } = await openEmbeddedDatabase({ folder: null });
    await expect(pool.query("SELECT nothing")).rejects.toMatchObject({ code: "42703" });
    await expect(pool.query("BEGIN; SELECT nothing; COMMIT")).rejects.toMatchObject({ code: "42703" });
    const client = await pool.connect();
    await client.query("BEGIN");
    await expect(client.query("SELECT nothing")).rejects.toMatchObject({ code: "42703" });
    client.release(true);
    expect((await pool.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await close();
  });

  it("computes off the caller's event loop", async () => {
    const { pool, close } = await openEmbeddedDatabase({ folder: null });
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await pool.query("SELECT count(*) FROM generate_series(1, 3000000) AS n WHERE n % 7 = 0");
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
    await close();
  });

  it("queues concurrent transactions instead of mixing them", async () => {
    const { pool, close } = await openEmbeddedDatabase({ folder: null });
    await migrate(pool);
    const prisma = connectPrisma(pool);
    const { id } = await prisma.user.create({ data: { name: "a" } });
    await Promise.all(
      Array.from({ length: 20 }, () =>
        prisma.$transaction(async (tx) => {
          const user = await tx.user.findUniqueOrThrow({ where: { id } });
          await tx.user.update({ where: { id }, data: { name: `${user.name}a` } });
        }),
      ),
    );
    expect((await prisma.user.findUniqueOrThrow({ where: { id } })).name).toHaveLength(21);
    await prisma.$disconnect();
    await close();
  });
});
