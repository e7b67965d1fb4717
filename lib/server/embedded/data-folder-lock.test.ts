import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { lockDataFolder } from "./data-folder-lock.ts";

const newFolder = () => mkdtempSync(path.join(tmpdir(), "winnow-lock-"));

/** Starts a process that locks the folder and stays. */
async function holderOf(folder: string) {
  const code = `
    import { lockDataFolder } from ${JSON.stringify(path.resolve("lib/server/embedded/data-folder-lock.ts"))};
    try { lockDataFolder(${JSON.stringify(folder)}); console.log("locked"); setInterval(() => {}, 1000); }
    catch (error) { console.log(error.message); }`;
  const holder = spawn("node", ["--input-type=module-typescript", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(holder.stdout, "data")) as [Buffer];
  return { holder, said: said.toString().trim() };
}

describe("lockDataFolder", () => {
  it("gives the folder back", () => {
    const folder = newFolder();
    const unlock = lockDataFolder(folder);
    expect(existsSync(path.join(folder, "lock"))).toBe(true);
    unlock();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("says who holds the folder", async () => {
    const folder = newFolder();
    const { holder, said } = await holderOf(folder);
    expect(said).toBe("locked");
    expect(() => lockDataFolder(folder)).toThrow(`in use by process ${holder.pid}`);
    holder.kill("SIGKILL");
    await once(holder, "exit");
    lockDataFolder(folder)();
  });

  it.each([
    ["a process that is gone", JSON.stringify({ pid: 2 ** 22 + 1, started: "1", since: "then" })],
    [
      "another process that was given the same id",
      JSON.stringify({ pid: process.pid, started: "0", since: "then" }),
    ],
    ["a write that was cut off", '{"pid":'],
  ])("takes over a lock left by %s", (_name, content) => {
    const folder = newFolder();
    writeFileSync(path.join(folder, "lock"), content);
    lockDataFolder(folder)();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5])("lets one of several starting processes win a stale lock (round %i)", async () => {
    const folder = newFolder();
    writeFileSync(
      path.join(folder, "lock"),
      JSON.stringify({ pid: 2 ** 22 + 1, started: "1", since: "then" }),
    );
    const racers = await Promise.all(Array.from({ length: 6 }, () => holderOf(folder)));
    for (const { holder } of racers) holder.kill("SIGKILL");
    expect(racers.filter(({ said }) => said === "locked")).toHaveLength(1);
  });
});
