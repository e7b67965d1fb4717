import type { Browser, CDPSession, Page } from "@playwright/test";
import { isSaved, openGrid, quantile } from "./serve.ts";

const timed = 300;
const heapDecisions = 2_000;
/** The Event Timing API tells of no shorter ones; those that it does not tell of count as this. */
const shortest = 16;

declare global {
  interface Window {
    keyTimes?: number[];
  }
}

/** From a key that decides to the paint that shows it, by the Event Timing API: milliseconds. */
export async function measureDecisions(browser: Browser, review: string) {
  const page = await openGrid(browser, `${review}?status=pending`);
  await page.evaluate((durationThreshold) => {
    const times: number[] = [];
    window.keyTimes = times;
    new PerformanceObserver((list) => {
      for (const { name, duration } of list.getEntries()) if (name === "keydown") times.push(duration);
    }).observe({ type: "event", durationThreshold } as PerformanceObserverInit);
  }, shortest);
  for (let pressed = 0; pressed < timed; pressed++) {
    await page.keyboard.press(pressed % 3 === 0 ? "r" : "a", { delay: 40 });
  }
  await isSaved(page);
  const told = (await page.evaluate(() => window.keyTimes)) ?? [];
  const times = [...told, ...Array.from({ length: timed - told.length }, () => shortest)];
  await page.context().close();
  return { decision_to_paint_p95_ms: quantile(times, 0.95), decision_to_paint_p50_ms: quantile(times, 0.5) };
}

/** What the heap has grown by after decisions as fast as keys come, in megabytes, garbage aside. */
export async function measureHeap(browser: Browser, review: string) {
  const page = await openGrid(browser, `${review}?status=pending&at=2000`);
  const session = await page.context().newCDPSession(page);
  const before = await heapOf(session);
  const start = performance.now();
  for (let pressed = 0; pressed < heapDecisions; pressed++) await press(page, pressed);
  await isSaved(page);
  const seconds = (performance.now() - start) / 1_000;
  const grown = (await heapOf(session)) - before;
  await page.context().close();
  return { heap_growth_mb: grown / 2 ** 20, decisions_saved_per_second: heapDecisions / seconds };
}

async function press(page: Page, pressed: number) {
  await page.keyboard.press(pressed % 2 === 0 ? "a" : "r");
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = (await session.send("Runtime.getHeapUsage")) as { usedSize: number };
  return usedSize;
}
