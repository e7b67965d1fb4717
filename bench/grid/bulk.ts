import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";
import type { Activity } from "#lib/review/activity.ts";
import { firstRun } from "./seed-grid.ts";
import { openGrid, quantile } from "./serve.ts";

/** Somebody else looks at the project so often meanwhile, in milliseconds. */
const look = 250;

/** Accepting everything that matches a filter, and taking that back: seconds until the last one is written. */
export async function measureBulk(browser: Browser, review: string) {
  const page = await openGrid(browser, `${review}?run=1&status=pending`);
  const activity = review.replace("/projects/", "/api/projects/").replace(/review$/, "activity");
  const waits: number[] = [];

  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("a");
  await page.locator("[role=dialog] button:not([aria-disabled=true])", { hasText: /^Accept \d/ }).waitFor();
  const accepted = await take(page, "Enter", activity, 1, waits);
  const restored = await take(page, "u", activity, 2, waits);
  await page.context().close();
  const perRun = ({ seconds, rows }: typeof accepted) => (seconds / rows) * firstRun;
  return {
    bulk_rows: accepted.rows,
    bulk_50000_s: perRun(accepted),
    bulk_undo_50000_s: perRun(restored),
    bulk_page_wait_p95_ms: quantile(waits, 0.95),
  };
}

/** From the key until the last exemplar is written; notes how long each look at the project took. */
async function take(page: Page, key: string, activity: string, bulks: number, waits: number[]) {
  const pressed = Date.now();
  await page.keyboard.press(key);
  for (;;) {
    await sleep(look);
    const asked = performance.now();
    const answer = (await (await page.request.get(activity)).json()) as Activity;
    waits.push(performance.now() - asked);
    if (answer.bulks.some(({ state }) => state === "failed")) throw new Error("A bulk decision failed.");
    const ended = answer.bulks.filter(({ state }) => state === "done");
    const newest = ended.toSorted((a, b) => b.createdAt.localeCompare(a.createdAt))[0];
    if (ended.length === bulks && newest?.finishedAt) {
      return { rows: newest.changed, seconds: (Date.parse(newest.finishedAt) - pressed) / 1_000 };
    }
  }
}
