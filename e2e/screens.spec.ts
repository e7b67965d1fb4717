import type { Locator, Page } from "@playwright/test";
import { expect, openSampleProject, test } from "./fixtures.ts";
import { expectAccessible } from "./support/axe.ts";
import { openReview } from "./support/journey.ts";
import { gridOf, overlayOf, panelOf } from "./support/review-screen.ts";

const SCREENS = [
  "",
  "/data",
  "/data/screening",
  "/vocabularies",
  "/recipes",
  "/recipes/new",
  "/runs",
  "/runs/new",
  "/review",
  "/exports",
];

for (const colorScheme of ["light", "dark"] as const) {
  test(`every screen of the sample project is accessible, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const project = await openSampleProject(page);
    for (const screen of ["/", "/settings", "/projects/new", ...SCREENS.map((path) => project + path)]) {
      await test.step(screen, async () => {
        await page.goto(screen);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        await expectAccessible(page);
      });
    }
  });

  test(`the review screen is accessible in all its states, ${colorScheme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const project = await openSampleProject(page);
    await openReview({ page, project });
    for (const { name, key, part } of REVIEW_STATES) {
      await test.step(name, async () => {
        await page.keyboard.press(key);
        await expect(part(page)).toBeVisible();
        await expectAccessible(page);
        await page.keyboard.press("Escape");
      });
    }
    await page.keyboard.press("v");
    await expect(page.getByRole("article", { name: /^Exemplar #/ })).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("v");
    await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
    await expectAccessible(page);
  });
}

/** What a key opens on the review screen and Escape closes; the panel that decides in bulk has a test of its own. */
const REVIEW_STATES: { name: string; key: string; part: (page: Page) => Locator }[] = [
  { name: "table with details", key: "Home", part: (page) => panelOf(page, "Details") },
  { name: "row opened", key: "Enter", part: gridOf },
  { name: "selection", key: "x", part: (page) => page.getByText("1 selected", { exact: true }).first() },
  { name: "keys", key: "?", part: (page) => panelOf(page, "Keys") },
  { name: "session", key: "i", part: (page) => panelOf(page, "Session") },
  { name: "guidelines", key: "g", part: (page) => panelOf(page, "Guidelines") },
  { name: "second look", key: "d", part: (page) => panelOf(page, "Second look") },
  { name: "palette", key: "ControlOrMeta+K", part: (page) => overlayOf(page, "Commands") },
  { name: "label picker", key: "l", part: (page) => overlayOf(page, "Choose a label") },
  { name: "note", key: "m", part: (page) => page.getByRole("form", { name: /^Note on #/ }) },
  { name: "editor", key: "e", part: (page) => page.getByRole("textbox", { name: /^Text of #/ }) },
  { name: "filter menu", key: "Shift+F", part: (page) => overlayOf(page, "Filter") },
  { name: "queues", key: "Shift+Q", part: (page) => overlayOf(page, "Queue") },
];

test("details of single things are accessible", async ({ page }) => {
  const project = await openSampleProject(page);
  for (const list of ["/vocabularies", "/recipes", "/runs"]) {
    await page.goto(project + list);
    await page
      .getByRole("main")
      .getByRole("link", { name: /./ })
      .filter({ hasNotText: /^New/ })
      .first()
      .click();
    await page.waitForURL(new RegExp(`${list}/[0-9a-f-]{36}`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
  await page.getByRole("link", { name: "Look at every item" }).click();
  await page.getByRole("button", { name: "Item 1", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Messages as sent" })).toBeVisible();
  await expectAccessible(page);
});

test.describe("addresses of nothing", () => {
  test.use({ expectedErrors: [/404/] });
  for (const address of [
    "/nonsense",
    "/projects/no-id",
    "/projects/00000000-0000-4000-8000-000000000000/review",
  ]) {
    test(`${address} says so`, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText("Nothing here")).toBeVisible();
      await page.getByRole("link", { name: "Back to all projects" }).click();
      await expect(page).toHaveURL(/\/$/);
    });
  }
});
