import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, chromium, type Page } from "@playwright/test";

export interface Served {
  address: string;
  browser: Browser;
  close(): Promise<void>;
}

/** The product on a free port, as `npm start` serves it, and a browser. */
export async function serve(folder: string): Promise<Served> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = spawn(process.execPath, ["lib/launch/start.ts"], {
    env: { ...process.env, PORT: String(port), WINNOW_DATA: folder },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill("SIGTERM");
    await ended;
  };
  try {
    await answers(`${address}/api/health`, () => server.exitCode !== null);
    const system = "/usr/bin/chromium";
    const browser = await chromium.launch({
      ...(existsSync(system) ? { executablePath: system } : {}),
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    });
    return {
      address,
      browser,
      close: async () => {
        await browser.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (typeof address !== "object" || !address) throw new Error("no port is free");
  return address.port;
}

async function answers(url: string, hasEnded: () => boolean) {
  for (let tries = 0; tries < 1_200; tries++) {
    if (hasEnded()) throw new Error("The server ended before it answered.");
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(250);
  }
  throw new Error("The server did not answer within five minutes.");
}

/** A page of its own at an address of the review screen, once its rows take keys. */
export async function openGrid(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(address);
  await page.locator("[role=grid][aria-busy=false]").waitFor();
  await page.locator("[role=grid]").focus();
  return page;
}

export async function isSaved(page: Page) {
  await page.locator("[data-saved=true]").waitFor();
}

/** The value under which a share of the values lies, 0 ≤ share ≤ 1. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
