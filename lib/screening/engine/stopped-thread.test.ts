import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { createScreeningEngine } from "#lib/screening/engine/screening-engine.ts";

describe("a thread that stops", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "screening-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  const broken: ReturnType<typeof createScreeningEngine>[] = [];
  afterEach(() => Promise.all(broken.splice(0).map((each) => each.close())));

  async function engineOf(name: string, onScreen: string) {
    const file = path.join(folder, `${name}.mjs`);
    await writeFile(
      file,
      `import { parentPort } from "node:worker_threads";
      parentPort.on("message", ({ call, method }) => {
        if (method === "screen") { ${onScreen} }
        if (method === "loaded") parentPort.postMessage({ call, output: null });
      });`,
    );
    const made = createScreeningEngine(file);
    broken.push(made);
    return made;
  }

  test.each([
    ["throws", `throw new Error("boom");`],
    ["exits", "process.exit(3);"],
    ["rejects", `Promise.reject(new Error("boom"));`],
  ])("because it %s rejects what waits, and the next call starts another", async (name, onScreen) => {
    const made = await engineOf(name, onScreen);
    const waiting = Promise.allSettled([made.screen("p", []), made.screen("p", [])]);
    for (const outcome of await waiting) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { reason: "thread-stopped" } });
    }
    expect(await made.loaded("p")).toBeNull();
  });

  test("because it was closed rejects what waits", async () => {
    const made = await engineOf("waits", "");
    const waiting = expect(made.screen("p", [])).rejects.toMatchObject({ reason: "thread-stopped" });
    await made.close();
    await waiting;
    expect(await made.loaded("p")).toBeNull();
  });

  test("because its file is missing rejects too", async () => {
    const made = createScreeningEngine(path.join(folder, "missing.mjs"));
    await expect(made.loaded("p")).rejects.toMatchObject({ reason: "thread-stopped" });
  });

  test("because a thread that it started itself has stopped rejects too", async () => {
    const client = new URL("./thread-client.ts", import.meta.url).href;
    const made = await engineOf(
      "owner",
      `import(${JSON.stringify(client)}).then(({ ThreadClient }) => {
        const owned = new ThreadClient(${JSON.stringify(path.join(folder, "exits.mjs"))}, "owned", (message) => {
          throw new Error(message);
        });
        owned.call("screen", { projectId: "p" });
      });`,
    );
    await expect(made.screen("p", [])).rejects.toMatchObject({
      reason: "thread-stopped",
      message: expect.stringContaining("the owned thread ended with code 3"),
    });
    expect(await made.loaded("p")).toBeNull();
  });
});
