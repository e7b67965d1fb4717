import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { defineConfig } from "@playwright/test";

const PORT = 3210;
const MANY_MACHINES = "many-machines.spec.ts";
const data = process.env.WINNOW_TEST_DATA ?? mkdtempSync(path.join(tmpdir(), "winnow-e2e-"));
process.env.WINNOW_TEST_DATA = data;

// Playwright's own browser where it was installed, else the system's.
const systemBrowser = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (file) => file && existsSync(file),
);

export default defineConfig({
  testDir: "e2e",
  timeout: 60_000,
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  outputDir: "test-results",
  // What needs every core by itself comes after the rest.
  projects: [
    { name: "one machine", testIgnore: MANY_MACHINES },
    { name: "many machines", testMatch: MANY_MACHINES, dependencies: ["one machine"] },
  ],
  use: {
    baseURL: `http://127.0.0.1:${PORT}`,
    trace: "retain-on-failure",
    viewport: { width: 1280, height: 800 },
    launchOptions: {
      ...(systemBrowser ? { executablePath: systemBrowser } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
      ],
    },
  },
  webServer: {
    command: "node lib/launch/start.ts",
    url: `http://127.0.0.1:${PORT}/api/health`,
    env: { PORT: String(PORT), WINNOW_DATA: data },
    timeout: 240_000,
    stdout: "pipe",
    stderr: "pipe",
    reuseExistingServer: process.env.WINNOW_REUSE_SERVER === "1",
  },
});
