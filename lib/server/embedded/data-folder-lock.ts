import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";

interface Holder {
  pid: number;
  /** Tells a process from a later one that was given the same id; empty where the system does not say. */
  started: string;
  since: string;
}

/**
 * Takes the data folder for this process: two processes on one embedded database would destroy it.
 * A lock left behind by a process that is gone is taken over.
 *
 * Every file here comes into being whole, by a link or a rename of one already written. A stale lock is replaced only
 * under a second lock, so that of several processes that find it stale one wins.
 * @returns gives the folder back
 * @throws an error that says which process holds the folder
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const lock = path.join(folder, "lock");
  const takeover = path.join(folder, "lock.takeover");
  const mine = path.join(folder, `lock.${process.pid}`);
  writeFileSync(mine, JSON.stringify(self()), { mode: 0o600 });
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (links(mine, lock)) return () => release(lock);
      refuseWhereAlive(folder, lock);
      if (links(mine, takeover)) {
        try {
          refuseWhereAlive(folder, lock);
          renameSync(mine, lock);
          return () => release(lock);
        } finally {
          unlinkSync(takeover);
        }
      }
      // Its holder needs less than a pause, unless it died right there.
      const holder = read(takeover);
      if (holder && !isAlive(holder)) rmSync(takeover, { force: true });
      pause();
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new Error(`The data folder ${folder} could not be locked: another Winnow is starting there.`);
}

const ATTEMPTS = 50;
const PAUSE_MS = 20;

function self(): Holder {
  return { pid: process.pid, started: startOf(process.pid), since: new Date().toISOString() };
}

function refuseWhereAlive(folder: string, lock: string) {
  const holder = read(lock);
  if (!holder || !isAlive(holder)) return;
  throw new Error(
    `The data folder ${folder} is in use by process ${holder.pid}, running since ${holder.since}. ` +
      "Stop that Winnow first, or set WINNOW_DATA to another folder.",
  );
}

/** Whether the name was free. */
function links(from: string, name: string): boolean {
  try {
    linkSync(from, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Holder;
  } catch (error) {
    // Gone meanwhile, or not written by us.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

function pause() {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
}

function release(file: string) {
  const holder = read(file);
  if (holder?.pid === process.pid && holder.started === startOf(process.pid)) unlinkSync(file);
}

function isAlive({ pid, started }: Holder): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return started === startOf(pid);
}

function startOf(pid: number): string {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command's name, in parentheses, may hold spaces; the start time is the 20th field behind it.
    return status.slice(status.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return "";
  }
}
