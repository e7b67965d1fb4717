import { expect, test } from "./fixtures.ts";
import {
  createProject,
  createRecipe,
  createVocabulary,
  deleteProject,
  type Journey,
} from "./support/journey.ts";
import { type OpenaiServer, startOpenaiServer } from "./support/openai-server.ts";

test.describe.configure({ timeout: 180_000 });

let server: OpenaiServer;
test.beforeEach(async () => {
  server = await startOpenaiServer();
});
test.afterEach(() => server.close());

const LABELS = Array.from({ length: 14 }, (_, i) => (i < 4 ? `Ferry ${i + 1}` : `Buoy ${i - 3}`));

test("a new run says what it takes, tells mistakes where they are, and is kept as a draft", async ({
  page,
}, info) => {
  const endpoint = `Harbour ${info.testId}`;
  await page.goto("/settings");
  await page.getByRole("button", { name: "Add an endpoint" }).click();
  await page.getByLabel("Name", { exact: true }).fill(endpoint);
  await page.getByLabel("Model", { exact: true }).fill("test-model");
  await page.getByLabel("Base URL").fill(server.baseUrl);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: `Test connection of ${endpoint}` })).toBeVisible();

  const journey = await createProject(page, `New run ${info.testId}`, LABELS);
  await createVocabulary(journey, "cargo", ["barley", "slate", "rope", "tar"]);
  await createRecipe(journey, {
    name: "Questions",
    kind: "Prompt",
    template: "Ask {{ label }} about {{ cargo }}.",
  });
  await page.goto(`${journey.project}/runs/new`);
  await page.getByRole("radio", { name: new RegExp(`^${endpoint}`) }).check();
  const estimate = page.getByRole("region", { name: "Estimate" });

  await test.step("what is unknown is called so, until prompts were tried", async () => {
    await expect(estimate.getByText("No answer of this model was measured yet")).toBeVisible();
    await expect(figure(journey, "Calls")).toHaveText("at least 140");
    await expect(figure(journey, "Time")).toHaveText("unknown");
    await estimate.getByRole("button", { name: "Try 3 prompts" }).click();
    await expect(estimate.getByText("Tokens and time from the 3 prompts tried here.")).toBeVisible();
    await expect(figure(journey, "Time")).toHaveText(/^at least \d+ s$/);
    expect(server.chats()).toHaveLength(3);
  });

  await test.step("it follows what is typed, for the labels that are looked for", async () => {
    await page.getByLabel("Find labels").fill("ferry");
    await page.getByLabel("For all 4 shown").fill("25");
    await expect(figure(journey, "Calls")).toHaveText("at least 200");
    await page.getByLabel("Calls").fill("50");
    await expect(estimate.getByText("The limit of calls is enough for about 25% of the run.")).toBeVisible();
    await expect(page.getByLabel("US dollars")).toBeDisabled();
  });

  await test.step("mistakes are told in place, and nothing is lost", async () => {
    await page.getByLabel("Exemplars of Ferry 2").fill("some");
    await page.getByLabel("Find labels").fill("buoy");
    await page.getByLabel("Questions at once").fill("0");
    await page.getByLabel("Questions at once").press("Enter");
    await page.getByRole("button", { name: "Start run" }).click();
    await expect(page.getByLabel("Exemplars of Ferry 2")).toBeFocused();
    await expect(page.getByText("Give a whole number, 0 or more.")).toBeVisible();
    await expect(page.getByText("Give a whole number from 1 to 64.")).toBeVisible();
    await expect(page.getByLabel("Calls")).toHaveValue("50");
    await page.getByLabel("Exemplars of Ferry 2").fill("5");
    await page.getByLabel("Questions at once").fill("2");
  });

  await test.step("a draft is kept as it is, comes back where it was discarded, and asks for nothing", async () => {
    await page.getByRole("button", { name: "Save as draft" }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Draft", { exact: true })).toBeVisible();
    await page.getByRole("button", { name: "Discard draft" }).click();
    await page.waitForURL(/\/runs$/);
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await expect(page.getByText("Draft", { exact: true })).toBeVisible();
    await page.goto(`${journey.project}/runs/new?from=${new URL(page.url()).pathname.split("/").at(-1)}`);
    await expect(page.getByLabel("Exemplars of Ferry 1")).toHaveValue("25");
    await expect(page.getByLabel("Exemplars of Ferry 2")).toHaveValue("5");
    await expect(page.getByLabel("Calls")).toHaveValue("50");
    await expect(page.getByLabel("Questions at once")).toHaveValue("2");
    expect(server.chats()).toHaveLength(3);
  });

  await deleteProject(journey, `New run ${info.testId}`);
  await page.goto("/settings");
  await page.getByRole("button", { name: `Delete ${endpoint}` }).click();
  await expect(page.getByText(`“${endpoint}” was deleted`)).toBeVisible();
});

/** What the estimate says of one figure. */
function figure({ page }: Journey, name: string) {
  const estimate = page.getByRole("region", { name: "Estimate" });
  return estimate
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator("xpath=following-sibling::dd");
}
