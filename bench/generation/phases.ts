import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";

export interface PhaseAsked {
  baseUrl: string;
  items: number;
  concurrency: number;
  /** Of one question; null: the product's own. */
  timeoutMs: number | null;
  /** Whether exemplars are screened beside, as in the product. */
  screens: boolean;
}

export interface PhaseResult {
  /** In milliseconds since 1970. */
  startedAt: number;
  wallMs: number;
  /** Of the whole process, database and screening included. */
  cpuMs: number;
  mainThreadMs: number;
  /** The most that was in use, less what was before the run. */
  rssGrowthMb: number;
  state: string;
  items: { question: string; state: string; errorCode: string | null; hasExemplar: boolean }[];
}

/** What the server did with each question, try by try, and how many it had at once. */
export interface ServerAccount {
  fates: Record<string, string[]>;
  mostOpen: number;
  /** Of the first question and the last answer, in milliseconds since 1970. */
  firstAt: number;
  lastAt: number;
}

/** A run against a server of its own, each in a process of its own. `behaviour`: see e2e/support/openai-behaviour.ts */
export async function runPhase(
  behaviour: object,
  asked: Omit<PhaseAsked, "baseUrl">,
): Promise<PhaseResult & ServerAccount> {
  const folder = mkdtempSync(path.join(tmpdir(), "winnow-generation-"));
  const told = JSON.stringify({ ...behaviour, isRecorded: false });
  const server = spawn(process.execPath, ["e2e/support/openai-process.ts", told], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const origin = await firstLine(server.stdout);
    const given: PhaseAsked = { ...asked, baseUrl: `${origin}/v1` };
    const worker = spawn(
      process.execPath,
      [...process.execArgv, "--conditions=react-server", "bench/generation/phase.ts", JSON.stringify(given)],
      { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, WINNOW_DATA: folder } },
    );
    const ended = once(worker, "exit");
    const result = JSON.parse(await firstLine(worker.stdout)) as PhaseResult;
    await ended;
    const answer = await fetch(`${origin}/control`);
    return { ...result, ...((await answer.json()) as ServerAccount) };
  } finally {
    server.stdin.end();
    rmSync(folder, { recursive: true });
  }
}

async function firstLine(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(output)) return line;
  throw new Error("The process ended without a word.");
}
