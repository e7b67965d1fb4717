import { test as base, expect, type Page } from "@playwright/test";

/** A page on which an error that nobody expected fails the test. */
export const test = base.extend<{ expectedErrors: RegExp[] }>({
  expectedErrors: [[], { option: true }],
  page: async ({ page, expectedErrors }, use) => {
    const errors: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") errors.push(message.text());
    });
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(page);
    expect(errors.filter((error) => !expectedErrors.some((expected) => expected.test(error)))).toEqual([]);
  },
});

export { expect };

/** Opens the sample project and returns its path. */
export async function openSampleProject(page: Page): Promise<string> {
  await page.goto("/");
  await page
    .getByRole("link", { name: /library|garden|sample/i })
    .first()
    .click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  return new URL(page.url()).pathname;
}
