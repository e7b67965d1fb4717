import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import type { Activity } from "#lib/review/activity.ts";
import { firstRun } from "./seed-grid.ts";
import { openGrid, quantile } from "./serve.ts";

const look = 50;

/** Accepting everything that matches a filter, and taking that back: seconds until the last one is written. */
export async function measureBulk(browser: Browser, review: string) {
  const page = await openGrid(browser, `${review}?run=1&status=pending`);
  const activity = review.replace("/projects/", "/api/projects/").replace(/review$/, "activity");
  const waits: number[] = [];

  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("a");
  await page.locator("[role=dialog] button:not([aria-disabled=true])", { hasText: /^Accept \d/ }).waitFor();
  const started = performance.now();
  await page.keyboard.press("Enter");
  const accepted = await untilDone(page, activity, 1, waits);
  const acceptedAt = performance.now();
  await page.keyboard.press("u");
  const restored = await untilDone(page, activity, 2, waits);
  const restoredAt = performance.now();
  await page.context().close();
  const perRow = (seconds: number, rows: number) => (seconds / rows) * firstRun;
  return {
    bulk_rows: accepted,
    bulk_50000_s: perRow((acceptedAt - started) / 1_000, accepted),
    bulk_undo_50000_s: perRow((restoredAt - acceptedAt) / 1_000, restored),
    bulk_page_wait_p95_ms: quantile(waits, 0.95),
  };
}

/** @returns how many exemplars the newest of so many bulk decisions changed; notes how long each look took */
async function untilDone(page: Page, address: string, bulks: number, waits: number[]): Promise<number> {
  for (;;) {
    const asked = performance.now();
    const answer = (await (await page.request.get(address)).json()) as Activity;
    waits.push(performance.now() - asked);
    if (answer.bulks.some(({ state }) => state === "failed")) throw new Error("A bulk decision failed.");
    const ended = answer.bulks.filter(({ state }) => state === "done");
    const newest = ended.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
    if (ended.length === bulks && newest) return newest.changed;
    await sleep(look);
  }
}
