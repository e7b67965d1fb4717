import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { database, db } from "./db.ts";
import { migrate } from "./migrate.ts";
import { useDatabase } from "./test/database.ts";

useDatabase();

describe("migrate", () => {
  it("applies nothing to a database that is up to date", async () => {
    expect(await migrate(database().pool)).toEqual([]);
  });

  it("leaves nothing of a migration that fails", async () => {
    const folder = copyOfMigrations();
    mkdirSync(path.join(folder, "99990101000000_broken"));
    writeFileSync(
      path.join(folder, "99990101000000_broken/migration.sql"),
      "CREATE TABLE half (id int); SELECT no;",
    );
    await expect(migrate(database().pool, folder)).rejects.toThrow("99990101000000_broken failed");
    expect(await db().$queryRaw`SELECT to_regclass('half')::text AS name`).toEqual([{ name: null }]);
  });

  it("refuses a migration that was changed after it was applied", async () => {
    const folder = copyOfMigrations();
    const [{ migration_name: name }] = await db().$queryRaw<[{ migration_name: string }]>`
      SELECT migration_name FROM _prisma_migrations`;
    writeFileSync(path.join(folder, name, "migration.sql"), "SELECT 1;");
    await expect(migrate(database().pool, folder)).rejects.toThrow("was changed after");
  });
});

function copyOfMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-migrations-"));
  cpSync("prisma/migrations", folder, { recursive: true });
  return folder;
}
