import { defineConfig } from "vitest/config";

export default defineConfig({
  // Outside Next nothing bundles for the browser, so there is nothing for the marker to guard.
  resolve: {
    alias: { "server-only": new URL("node_modules/server-only/empty.js", import.meta.url).pathname },
  },
  test: {
    include: ["{lib,prisma,bench,components}/**/*.test.{ts,tsx}"],
    environment: "node",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    retry: 0,
    maxWorkers: 2,
    globalSetup: ["lib/server/test/snapshot.ts"],
    setupFiles: ["lib/server/test/console-guard.ts"],
  },
});
