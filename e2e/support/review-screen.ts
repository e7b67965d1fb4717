import { expect, type Locator, type Page } from "@playwright/test";

/** What the review screen shows, as the browser tests speak of it. */
export const gridOf = (page: Page) => page.getByRole("grid", { name: "Exemplars" });
export const overlayOf = (page: Page, name: string) => page.getByRole("dialog", { name });
export const panelOf = (page: Page, name: string) => page.getByRole("complementary", { name });

/** The sentence that was said last, or one that is still on the screen. */
export async function said(page: Page, sentence: RegExp | string) {
  await expect(page.getByRole("status").filter({ hasText: sentence }).first()).toBeAttached();
}

/** The row that decisions are about. */
export async function currentRow(page: Page): Promise<Locator> {
  const grid = gridOf(page);
  await expect(grid).toHaveAttribute("aria-activedescendant", /./);
  return page.locator(`[id="${await grid.getAttribute("aria-activedescendant")}"]`);
}

export async function currentNumber(page: Page): Promise<number> {
  return Number(await (await currentRow(page)).getAttribute("data-number"));
}

export async function matching(page: Page, count: number | RegExp) {
  const words = typeof count === "number" ? new RegExp(`^${count} of \\d+ exemplars match`) : count;
  await expect(page.getByText(words).first()).toBeAttached();
}

/** The rows that were asked for have come. */
export async function settled(page: Page) {
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
}

/** Finds a value in the filter menu and takes it, by keys alone. */
export async function filterByKeys(page: Page, value: string) {
  await page.keyboard.press("Shift+F");
  const menu = overlayOf(page, "Filter");
  await expect(menu.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(value);
  await expect(menu.getByRole("option").first()).toContainText(value);
  await page.keyboard.press("Enter");
  // The first empties the field, the second closes the menu.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await settled(page);
}
