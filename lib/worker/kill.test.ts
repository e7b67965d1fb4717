import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { startProcess } from "./test/child-process.ts";

const KILLS = 10;
const folder = mkdtempSync(path.join(tmpdir(), "winnow-kill-"));

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer({ latencyMs: 120 });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

function start(...task: string[]) {
  const { DATABASE_URL: _, ...environment } = process.env;
  return startProcess("lib/worker/test/killable-process.ts", {
    task,
    environment: { ...environment, WINNOW_DATA: folder },
  });
}

it(`two runs, killed ${KILLS} times at any moment: nothing lost, nothing twice`, {
  timeout: 180_000,
}, async () => {
  const preparing = start("prepare", server.baseUrl);
  await preparing.ended;
  expect(preparing.errors()).toBe("");

  for (let kill = 0; kill < KILLS; kill++) {
    const { child, ended, line } = start("work");
    // Every fourth dies while it starts; the others while they work.
    if (kill % 4 === 3) await sleep(200 + 1000 * Math.random());
    else {
      await line("working");
      await sleep(100 + 1200 * Math.random());
    }
    child.kill("SIGKILL");
    const [, signal] = await ended;
    expect(signal, "it was still at work").toBe("SIGKILL");
  }

  const last = start("work");
  const account = JSON.parse((await last.line("account")).slice("account ".length));
  await last.ended;
  expect(account).toEqual({
    runs: [
      { generator: "builtIn", state: "done", exemplars: 6_000, items: 6_000 },
      { generator: "openai", state: "done", exemplars: 300, items: 300 },
    ],
    items: 6_300,
    isContiguous: true,
    unscreened: 0,
  });
  expect(last.errors()).toBe("");
  // What was under way at a death is asked once more, and only that.
  const asked = server.chats().length;
  expect(asked).toBeGreaterThanOrEqual(300);
  expect(asked).toBeLessThan(300 + 13 * KILLS);
});
