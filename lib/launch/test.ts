import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

interface Count {
  passed: number;
  failed: number;
}

const reports = mkdtempSync(path.join(tmpdir(), "winnow-reports-"));
const unitReport = path.join(reports, "unit.json");
const browserReport = path.join(reports, "browser.json");

const STEPS: Record<string, () => Count> = {
  lint: () => command("biome", ["check", "--error-on-warnings", "."]),
  types: () => both(command("next", ["typegen"]), command("tsc", ["--noEmit"])),
  rules: () =>
    both(
      command("depcruise", [
        "app",
        "components",
        "lib",
        "prisma",
        "bench",
        "e2e",
        "proxy.ts",
        "instrumentation.ts",
      ]),
      command("knip", []),
    ),
  unit: () => {
    const { failed } = command("vitest", [
      "run",
      "--reporter=default",
      "--reporter=json",
      `--outputFile=${unitReport}`,
    ]);
    const report = read<{ numPassedTests: number; numFailedTests: number }>(unitReport);
    if (!report) return { passed: 0, failed: 1 };
    // A suite that broke before its first test counts no test, yet the command failed.
    return { passed: report.numPassedTests, failed: report.numFailedTests || failed };
  },
  e2e: () => {
    const { failed } = command("playwright", ["test", "--reporter=list,json"], {
      PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport,
    });
    const report = read<{ stats: { expected: number; unexpected: number; flaky: number } }>(browserReport);
    if (!report) return { passed: 0, failed: 1 };
    const { expected, unexpected, flaky } = report.stats;
    return { passed: expected, failed: unexpected + flaky || failed };
  },
};

function command(name: string, args: string[], extra: Record<string, string> = {}): Count {
  console.log(`\n› ${name} ${args.join(" ")}`);
  const { status } = spawnSync(name, args, {
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...extra },
    shell: process.platform === "win32",
  });
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function both(one: Count, other: Count): Count {
  return { passed: one.passed + other.passed, failed: one.failed + other.failed };
}

function read<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as T;
  } catch (error) {
    console.error(`No report: ${(error as Error).message}`);
    return null;
  }
}

const asked = process.argv.slice(2);
const total = (asked.length > 0 ? asked : Object.keys(STEPS))
  .map((step) => {
    const run = STEPS[step];
    if (!run) throw new Error(`No step "${step}": there are ${Object.keys(STEPS).join(", ")}.`);
    return run();
  })
  .reduce(both, { passed: 0, failed: 0 });
rmSync(reports, { recursive: true });
console.log(`\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
