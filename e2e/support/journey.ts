import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";

/** The steps of the way from an empty screen to an export, each as a person takes it. */
export interface Journey {
  page: Page;
  /** /projects/… */
  project: string;
}

export async function createProject(page: Page, name: string, labels: readonly string[]): Promise<Journey> {
  await page.goto("/projects/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Labels").fill(labels.join("\n"));
  await page.getByRole("button", { name: "Create project" }).click();
  await page.waitForURL(/\/projects\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  return { page, project: new URL(page.url()).pathname };
}

export async function deleteProject({ page, project }: Journey, name: string) {
  await page.goto(project);
  await page.getByRole("button", { name: "Delete project …" }).click();
  await page.getByLabel(/Type the project’s name/).fill(name);
  await page.getByRole("button", { name: "Delete project", exact: true }).click();
  await page.waitForURL((url) => url.pathname === "/");
}

export async function importSet(
  { page, project }: Journey,
  kind: "Support set" | "Test set",
  file: { name: string; content: string },
) {
  await page.goto(`${project}/data`);
  await page.getByLabel("Import as").selectOption(kind);
  await page.getByLabel("Choose file").setInputFiles({
    name: file.name,
    mimeType: "text/csv",
    buffer: Buffer.from(file.content),
  });
  await page.getByRole("button", { name: /^Import [\d,]+ rows?/ }).click();
  await expect(
    page.getByText(kind === "Test set" ? "Test set imported and sealed" : "Support set imported"),
  ).toBeVisible();
}

export async function createVocabulary({ page, project }: Journey, name: string, entries: readonly string[]) {
  await page.goto(`${project}/vocabularies`);
  const add = page.getByRole("link", { name: "New vocabulary" });
  if (await add.isVisible()) await add.click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Entries", { exact: true }).fill(entries.join("\n"));
  await page.getByRole("button", { name: "Create vocabulary" }).click();
  await page.waitForURL(/\/vocabularies\/[0-9a-f-]{36}$/);
}

export async function startRun(
  { page, project }: Journey,
  options: { recipe: RegExp; perLabel: number; endpoint?: RegExp; atOnce?: number },
) {
  await page.goto(`${project}/runs/new`);
  const recipe = page.getByLabel("Recipe version");
  const option = recipe.locator("option").filter({ hasText: options.recipe }).first();
  await recipe.selectOption((await option.getAttribute("value")) ?? "");
  if (options.endpoint) await page.getByRole("radio", { name: options.endpoint }).check();
  // Exactly so many, whatever screening says of them.
  await page.getByRole("radio", { name: /^Exemplars that are asked for/ }).check();
  await page.getByLabel("For every label").fill(String(options.perLabel));
  if (options.atOnce !== undefined) await page.getByLabel("Questions at once").fill(String(options.atOnce));
  await page.getByRole("button", { name: "Start run" }).click();
  await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
}

/** Saves an endpoint for everybody who uses the installation. */
export async function addEndpoint(page: Page, { name, baseUrl }: { name: string; baseUrl: string }) {
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Model", { exact: true }).fill("test-model");
  await page.getByLabel("Base URL").fill(baseUrl);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: `Test connection of ${name}` })).toBeVisible();
}

/** Opens the review screen with a query and waits until it takes keys. */
export async function openReview({ page, project }: Journey, query = "") {
  await page.goto(`${project}/review${query}`);
  await expect(page.getByRole("grid", { name: "Exemplars" })).toHaveAttribute("aria-busy", "false");
}

/** Makes an export and returns the file as it is downloaded. */
export async function exportCuratedSet({ page, project }: Journey, format: "CSV" | "JSONL"): Promise<string> {
  await page.goto(`${project}/exports`);
  await page.getByRole("radio", { name: new RegExp(`^${format}`) }).check();
  await page.getByRole("button", { name: /^Export/ }).click();
  const made = await page.getByText(/^Export \d+ made/).textContent();
  const number = made?.match(/\d+/)?.[0];
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: `Download export ${number}`, exact: true }).click();
  return readFile(await (await download).path(), "utf8");
}

export async function createRecipe(
  { page, project }: Journey,
  recipe: { name: string; kind: "Grammar" | "Prompt"; template: string; demonstrations?: number },
) {
  await page.goto(`${project}/recipes/new`);
  await page.getByLabel("Name", { exact: true }).fill(recipe.name);
  await page.getByRole("radio", { name: new RegExp(`^${recipe.kind}`) }).check();
  await page.getByRole("textbox", { name: "Template" }).fill(recipe.template);
  if (recipe.demonstrations !== undefined) {
    await page.getByLabel("Demonstrations").fill(String(recipe.demonstrations));
  }
  await expect(page.getByRole("region", { name: "Preview" }).getByRole("listitem")).toHaveCount(5);
  await page.getByRole("button", { name: "Create recipe" }).click();
  await page.waitForURL(/\/recipes\/[0-9a-f-]{36}$/);
}

/** Watches the run's page until it is done; the page is not reloaded. */
export async function waitForRun({ page }: Journey) {
  await expect(page.getByText("Done", { exact: true })).toBeVisible({ timeout: 60_000 });
}
