import { readFileSync } from "node:fs";

const EVERY_MS = 250;

/**
 * Calls back once the process that started this one is gone, or the one that started that: npm puts a shell between
 * itself and the script. A signal to `npm start` ends npm but not what it started, and a server left behind would
 * keep the port and the data.
 */
export function whenParentEnds(then: () => void) {
  const before = ancestors();
  const timer = setInterval(() => {
    if (ancestors() === before) return;
    clearInterval(timer);
    then();
  }, EVERY_MS);
  timer.unref();
}

/** The parent and, where the system tells, the parent's parent. */
function ancestors(): string {
  const parent = process.ppid;
  try {
    const status = readFileSync(`/proc/${parent}/stat`, "utf8");
    // The command's name, in parentheses, may hold spaces; the parent is the second field behind it.
    return `${parent} ${status.slice(status.lastIndexOf(")") + 2).split(" ")[1]}`;
  } catch {
    return String(parent);
  }
}
