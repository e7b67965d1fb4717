import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { LABELS, SUPPORT_CSV, TEST_CSV, TEST_TEXTS } from "./support/harbour-data.ts";
import { choose, chooseRadio, enter, paste, tabTo, write } from "./support/keyboard.ts";
import { reviewByKeys } from "./support/keyboard-review.ts";

test.describe.configure({ timeout: 180_000 });

test("the whole journey by keyboard alone", async ({ page }) => {
  const name = `Keys ${Date.now()}`;
  await page.goto("/");
  await newProject(page, name);
  await importPasted(page, "Support set", SUPPORT_CSV);
  await importPasted(page, "Test set", TEST_CSV);
  // More than one page of exemplars, and in some of them a row of the test set.
  const openings = Array.from({ length: 30 }, (_, n) => `message ${n + 1} of today`);
  await newVocabulary(page, "opening", [...openings, ...TEST_TEXTS.slice(0, 3)]);
  await newRecipe(page, "[hello, |]{{ opening }}, {{ example }}");
  await newRun(page, 150);
  await reviewByKeys(page);
  await exportSet(page);
  await removeProject(page, name);
});

/** A step of the project, by the links beside it. */
async function goTo(page: Page, step: string) {
  const link = page.getByRole("navigation", { name: "The project's path" }).getByRole("link", { name: step });
  await enter(page, link);
  await expect(link).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

async function newProject(page: Page, name: string) {
  await test.step("a project with labels", async () => {
    await enter(page, page.getByRole("link", { name: "New project" }).first());
    await page.waitForURL(/\/projects\/new$/);
    await write(page, page.getByRole("textbox", { name: "Name" }), name);
    await write(page, page.getByRole("textbox", { name: "Labels" }), LABELS.join("\n"));
    await enter(page, page.getByRole("button", { name: "Create project" }));
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  });
}

async function importPasted(page: Page, kind: "Support set" | "Test set", rows: string) {
  await test.step(`a ${kind.toLowerCase()}`, async () => {
    await goTo(page, "Data");
    await choose(page, page.getByRole("combobox", { name: "Import as" }), kind);
    await paste(page, page.getByRole("textbox", { name: "or type or paste rows" }), rows);
    await page.keyboard.press("ControlOrMeta+Enter");
    await enter(page, page.getByRole("button", { name: /^Import [\d,]+ rows/ }));
    const done = kind === "Test set" ? "Test set imported and sealed" : "Support set imported";
    await expect(page.getByText(done)).toBeVisible();
  });
}

async function newVocabulary(page: Page, name: string, entries: readonly string[]) {
  await test.step(`the vocabulary ${name}`, async () => {
    await goTo(page, "Vocabularies");
    const add = page.getByRole("link", { name: "New vocabulary" });
    const field = page.getByRole("textbox", { name: "Name" });
    await expect(add.or(field).first()).toBeVisible();
    if (await add.isVisible()) await enter(page, add);
    await write(page, field, name);
    await paste(page, page.getByRole("textbox", { name: "Entries" }), entries.join("\n"));
    await enter(page, page.getByRole("button", { name: "Create vocabulary" }));
    await page.waitForURL(/\/vocabularies\/[0-9a-f-]{36}$/);
  });
}

async function newRecipe(page: Page, template: string) {
  await test.step("a recipe", async () => {
    await goTo(page, "Recipes");
    const add = page.getByRole("link", { name: "New recipe" });
    const field = page.getByRole("textbox", { name: "Name" });
    await expect(add.or(field).first()).toBeVisible();
    if (await add.isVisible()) await enter(page, add.first());
    await write(page, field, "Openings");
    await chooseRadio(page, page.getByRole("group", { name: "Kind" }), /^Grammar/);
    const editor = page.getByRole("textbox", { name: "Template" });
    await write(page, editor, template);
    await expect(page.getByRole("region", { name: "Preview" }).getByRole("listitem")).toHaveCount(5);
    // The editor is left in both directions by Tab, which it does not take for itself.
    await page.keyboard.press("Tab");
    await expect(editor).not.toBeFocused();
    await tabTo(page, editor);
    await enter(page, page.getByRole("button", { name: "Create recipe" }));
    await page.waitForURL(/\/recipes\/[0-9a-f-]{36}$/);
  });
}

async function newRun(page: Page, perLabel: number) {
  await test.step("a run", async () => {
    await goTo(page, "Runs");
    await enter(page, page.getByRole("link", { name: "New run" }).first());
    await choose(page, page.getByRole("combobox", { name: "Recipe version" }), "Openings");
    await write(page, page.getByRole("textbox", { name: "For every label" }), String(perLabel));
    await enter(page, page.getByRole("button", { name: "Start run" }));
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 30_000 });
    await enter(page, page.getByRole("link", { name: "Review its exemplars" }));
    await page.waitForURL(/\/review/);
  });
}

async function exportSet(page: Page) {
  await test.step("an export, downloaded", async () => {
    await goTo(page, "Exports");
    await chooseRadio(page, page.getByRole("group", { name: "Format" }), /^JSONL/);
    await enter(page, page.getByRole("button", { name: /^Export/ }));
    await expect(page.getByText(/^Export 1 made/)).toBeVisible();
    const download = page.waitForEvent("download");
    await enter(page, page.getByRole("link", { name: "Download export 1" }));
    const rows = (await readFile(await (await download).path(), "utf8")).trim().split("\n");
    expect(
      rows.map((row) => JSON.parse(row)).every(({ text, label }) => text && LABELS.includes(label)),
    ).toBe(true);
  });
}

async function removeProject(page: Page, name: string) {
  await test.step("the project is deleted", async () => {
    await goTo(page, "Overview");
    await enter(page, page.getByRole("button", { name: "Delete project …" }));
    await write(page, page.getByRole("textbox", { name: /^Type the project’s name/ }), name);
    await enter(page, page.getByRole("button", { name: "Delete project", exact: true }));
    await page.waitForURL((url) => url.pathname === "/");
  });
}
