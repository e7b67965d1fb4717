import AxeBuilder from "@axe-core/playwright";
import { expect, openSampleProject, test } from "./fixtures.ts";

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
        // Skeletons have given way to what they held the place of.
        await expect(page.locator(".animate-pulse")).toHaveCount(0);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`),
        ).toEqual([]);
      });
    }
  });
}

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
    await expect(page.locator(".animate-pulse")).toHaveCount(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
      [],
    );
  }
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
