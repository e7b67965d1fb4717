import type { Browser, Page } from "@playwright/test";
import { openGrid, quantile } from "./serve.ts";

/** Menus of the bar, and how many of their values are ticked one after another. */
const menus: [string, number][] = [
  ["Status", 3],
  ["Label", 40],
  ["Finding", 9],
];
const searches = ["payment", "verify", "card abroad", "why refund", "euros", "transfer friday"];

declare global {
  interface Window {
    /** When the newest change of the filter was made, and when its rows were painted. */
    filterChanged?: number;
    filterPainted?: number | null;
  }
}

/** From the change of a filter to the paint of its rows; counted for itself until the counts follow: milliseconds. */
export async function measureFilters(browser: Browser, review: string) {
  const page = await openGrid(browser, review);
  await page.evaluate(watchFilters);
  const times: number[] = [];
  for (const [menu, count] of menus) {
    const first = times.length;
    for (let value = 0; value < count; value++) {
      await page.getByRole("button", { name: menu, exact: true }).first().click();
      const choice = page.getByRole("listbox").getByRole("option").nth(value);
      await choice.waitFor();
      times.push(await timed(page, () => choice.click()));
      await page.keyboard.press("Escape");
    }
    console.log(
      `  ${menu}: ${times
        .slice(first)
        .map((time) => Math.round(time))
        .join(", ")} ms`,
    );
    await page.getByRole("button", { name: "Clear all" }).click();
    await page.locator("[role=grid][aria-busy=false]").waitFor();
  }
  const search = page.getByRole("searchbox").first();
  const searched: number[] = [];
  for (const text of searches) {
    await search.fill("");
    await page.locator("[role=grid][aria-busy=false]").waitFor();
    await search.pressSequentially(text, { delay: 5 });
    searched.push(await timed(page, () => search.press("Enter")));
  }
  await page.context().close();
  return {
    filter_p95_ms: quantile(times, 0.95),
    filter_p50_ms: quantile(times, 0.5),
    search_p95_ms: quantile(searched, 0.95),
  };
}

async function timed(page: Page, change: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    window.filterPainted = null;
  });
  await change();
  const time = await page.waitForFunction(() => window.filterPainted, undefined, { polling: 20 });
  return (await time.jsonValue()) as number;
}

/** Runs in the page. */
function watchFilters() {
  const changed = ({ timeStamp }: Event) => {
    window.filterChanged = timeStamp;
  };
  for (const kind of ["click", "keydown"]) document.addEventListener(kind, changed, { capture: true });
  let wasBusy = false;
  new MutationObserver(() => {
    const isBusy = document.querySelector("[role=grid]")?.getAttribute("aria-busy") === "true";
    if (wasBusy && !isBusy) {
      requestAnimationFrame(() =>
        requestAnimationFrame((now) => {
          window.filterPainted ??= now - (window.filterChanged ?? now);
        }),
      );
    }
    wasBusy = isBusy;
  }).observe(document.body, {
    subtree: true,
    attributes: true,
    childList: true,
    attributeFilter: ["aria-busy"],
  });
}
