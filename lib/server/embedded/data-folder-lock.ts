import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  unlinkSync,
  writeSync,
} from "node:fs";
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
 * @returns gives the folder back
 * @throws an error that says which process holds the folder
 */
export function lockDataFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "lock");
  for (let attempt = 0; attempt < 3; attempt++) {
    if (writeNew(file)) return () => release(file);
    const holder = read(file);
    if (holder && isAlive(holder)) throw heldError(folder, holder);
    takeAway(file, holder);
  }
  throw new Error(`The data folder ${folder} could not be locked: another Winnow is starting there.`);
}

function heldError(folder: string, holder: Holder): Error {
  return new Error(
    `The data folder ${folder} is in use by process ${holder.pid}, running since ${holder.since}. ` +
      "Stop that Winnow first, or set WINNOW_DATA to another folder.",
  );
}

function writeNew(file: string): boolean {
  try {
    const descriptor = openSync(file, "wx", 0o600);
    const holder: Holder = {
      pid: process.pid,
      started: startOf(process.pid),
      since: new Date().toISOString(),
    };
    writeSync(descriptor, JSON.stringify(holder));
    closeSync(descriptor);
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
    // Gone meanwhile, or cut off while being written by a process that died.
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Renaming is atomic, so of two processes that found the same stale lock only one takes it away. */
function takeAway(file: string, expected: Holder | null) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const taken = read(aside);
  const isStale = JSON.stringify(taken) === JSON.stringify(expected);
  // It was somebody's fresh lock: back with it.
  if (!isStale) linkSync(aside, file);
  unlinkSync(aside);
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
