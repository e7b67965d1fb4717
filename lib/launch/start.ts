import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { whenParentEnds } from "./end-with-parent.ts";

const BUILD_STAMP = ".next/winnow-build";
const SOURCES = [
  "app",
  "components",
  "lib",
  "prisma",
  "public",
  "next.config.ts",
  "proxy.ts",
  "instrumentation.ts",
  "package.json",
  "package-lock.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Builds where the sources changed since the last build, then serves. */
async function start() {
  const stamp = stampOfSources();
  if (
    !existsSync(".next/BUILD_ID") ||
    !existsSync(BUILD_STAMP) ||
    readFileSync(BUILD_STAMP, "utf8") !== stamp
  ) {
    console.log("Winnow is being built; this takes under a minute and happens once for each version.");
    runToEnd(process.execPath, ["prisma/generate.ts"]);
    runToEnd(process.execPath, [nextCommand(), "build"]);
    writeFileSync(BUILD_STAMP, stamp);
  }
  const host = process.env.HOST || "127.0.0.1";
  const port = process.env.PORT || "3000";
  await freed(host, Number(port));
  const server = spawn(process.execPath, [nextCommand(), "start", "-H", host, "-p", port], {
    stdio: "inherit",
    env: {
      ...process.env,
      HOST: host,
      PORT: port,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      WINNOW_LAUNCHED: "1",
    },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.on(signal, () => server.kill(signal));
  if (process.env.npm_lifecycle_event === "start") whenParentEnds(() => server.kill());
  server.on("exit", (code, signal) => process.exit(code ?? (signal ? 0 : 1)));
}

/** A server that was just stopped may hold the port a moment longer. One that stays is told of by Next. */
async function freed(host: string, port: number) {
  for (let attempt = 0; attempt < 20; attempt++) {
    const isTaken = await new Promise<boolean>((resolve) => {
      const probe = connect(port, host);
      probe.on("connect", () => resolve(true)).on("error", () => resolve(false));
      probe.on("close", () => probe.destroy());
      probe.unref();
    });
    if (!isTaken) return;
    await sleep(250);
  }
}

function nextCommand() {
  return path.join("node_modules", "next", "dist", "bin", "next");
}

function runToEnd(command: string, args: string[]) {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

/** Changes whenever a source file does; reading 10 MB of names, sizes and times takes milliseconds. */
function stampOfSources(): string {
  const hash = createHash("sha256").update(process.version);
  const visit = (file: string) => {
    const { size, mtimeMs } = statSync(file);
    if (!statSync(file).isDirectory()) return hash.update(`${file} ${size} ${mtimeMs}\n`);
    if (file === path.join("lib", "server", "generated") || file.includes(".test.")) return;
    for (const name of readdirSync(file).sort()) visit(path.join(file, name));
  };
  for (const source of SOURCES) if (existsSync(source)) visit(source);
  return hash.digest("hex");
}

await start();
