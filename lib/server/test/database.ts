import { readFileSync } from "node:fs";
import { afterAll, beforeAll, inject } from "vitest";
import { closeDatabase, connectPrisma, installDatabase } from "../db.ts";
import { openEmbeddedDatabase } from "../embedded/embedded-database.ts";

/** Gives the test file a migrated, empty database of its own, in memory. */
export function useDatabase() {
  beforeAll(async () => {
    const snapshot = new Uint8Array(readFileSync(inject("migratedDatabase")));
    const { pool, close } = await openEmbeddedDatabase({ folder: null, snapshot });
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
  });
  afterAll(closeDatabase);
}
