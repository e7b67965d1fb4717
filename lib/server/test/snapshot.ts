import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbeddedDatabase } from "../embedded/embedded-database.ts";
import { migrate } from "../migrate.ts";

declare module "vitest" {
  interface ProvidedContext {
    migratedDatabase: string;
  }
}

/** Migrates one database for the whole suite; every test file starts from a copy of it. */
export default async function prepare(project: TestProject) {
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-test-"));
  const file = path.join(folder, "migrated.tar");
  const { pool, dump, close } = await openEmbeddedDatabase({ folder: null });
  await migrate(pool);
  writeFileSync(file, await dump());
  await close();
  project.provide("migratedDatabase", file);
  return () => rmSync(folder, { recursive: true });
}
