import type { Browser } from "@playwright/test";
import { quantile } from "./serve.ts";

const visits = 9;

declare global {
  interface Window {
    firstRowsAt?: number;
  }
}

/** From the start of the navigation to the frame after the one that has rows: milliseconds, the median of visits. */
export async function measureFirstRows(browser: Browser, review: string) {
  const times: number[] = [];
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await context.addInitScript(() => {
    const look = () => {
      if (document.querySelector("[role=row][data-number]")) {
        requestAnimationFrame(() => {
          window.firstRowsAt ??= performance.now();
        });
      } else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  for (let visit = 0; visit <= visits; visit++) {
    const page = await context.newPage();
    await page.goto(review);
    const time = await page.waitForFunction(() => window.firstRowsAt, undefined, { timeout: 60_000 });
    // The first visit warms the server.
    if (visit > 0) times.push((await time.jsonValue()) as number);
    // What else the page asks for is not to be waited for by the next visit.
    await page.waitForLoadState("networkidle");
    await page.close();
  }
  await context.close();
  return { first_rows_ms: quantile(times, 0.5), first_rows_worst_ms: Math.max(...times) };
}
