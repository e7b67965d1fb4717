import { spawnSync } from "node:child_process";
import path from "node:path";

// Generating needs no engine, yet Prisma would fetch its schema engine unless told of one.
const env = { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, ...process.env };
const prisma = path.join(process.cwd(), "node_modules/prisma/build/index.js");
const { status } = spawnSync(process.execPath, [prisma, "generate"], {
  stdio: ["ignore", "ignore", "inherit"],
  env,
});
process.exit(status ?? 1);
