import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** Starts a file of the product as a process of its own. */
export function startProcess(
  file: string,
  { task = [], environment = process.env }: { task?: string[]; environment?: NodeJS.ProcessEnv } = {},
) {
  const child = spawn(process.execPath, ["--conditions=react-server", file, ...task], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface(child.stdout).on("line", (line) => {
    lines.push(line);
    for (const wake of waiting) wake();
  });
  const ended = once(child, "exit");
  /** The first line with this in it. Rejects where the process ends before. */
  const line = async (part: string) => {
    for (;;) {
      const found = lines.find((text) => text.includes(part));
      if (found !== undefined) return found;
      const isOver = await Promise.race([
        new Promise<false>((resolve) => waiting.add(() => resolve(false))),
        ended.then(() => true),
      ]);
      if (isOver && !lines.some((text) => text.includes(part))) throw new Error(`The process ended: ${said}`);
    }
  };
  return { child, ended, line, errors: () => said };
}

export type StartedProcess = ReturnType<typeof startProcess>;
