import { expect, type Page } from "@playwright/test";
import { soundJudge } from "#lib/screening/test/judges.ts";
import { test } from "./fixtures.ts";
import { LABELS, SUPPORT_CSV, TEST_CSV, TEST_TEXTS } from "./support/harbour-data.ts";
import {
  createProject,
  createRecipe,
  createVocabulary,
  deleteProject,
  importSet,
  type Journey,
  openReview,
  startRun,
  waitForRun,
} from "./support/journey.ts";
import { startOpenaiServer } from "./support/openai-server.ts";

test.describe.configure({ timeout: 180_000 });

/** Each stands inside something longer: a leak by its words, not by its vector. */
const WRAPPED = TEST_TEXTS.slice(0, 6).map(
  (text) => `Good evening everybody on deck, ${text} We thank you so much`,
);

async function makeProject(page: Page, name: string): Promise<Journey> {
  const journey = await createProject(page, name, LABELS);
  await importSet(journey, "Support set", { name: "support.csv", content: SUPPORT_CSV });
  await importSet(journey, "Test set", { name: "test.csv", content: TEST_CSV });
  await createVocabulary(journey, "wrapped", WRAPPED);
  await createRecipe(journey, { name: "Wrapped", kind: "Grammar", template: "{{ wrapped }}" });
  await startRun(journey, { recipe: /^Wrapped/, perLabel: 2 });
  await waitForRun(journey);
  return journey;
}

async function expectNoTestText(page: Page) {
  const content = (await page.content()).toLowerCase();
  // As it stands within an exemplar a row's text is the exemplar's own.
  for (const text of TEST_TEXTS.slice(6)) expect(content).not.toContain(text.toLowerCase());
}

test("screening is measured on the project's own data, and its threshold moves without asking the server", async ({
  page,
}, info) => {
  const journey = await makeProject(page, `Screening ${info.testId}`);
  await page.goto(`${journey.project}/data`);
  await page.getByRole("link", { name: "Open screening" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Screening" })).toBeVisible();
  await expect(page.getByText(/^Measured .* on 15 innocent rows and 12 test rows/)).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole("row", { name: /Other case, punctuation, spaces/ })).toContainText("100%");
  await expectNoTestText(page);

  const handle = page.getByRole("slider", { name: "Threshold of: Leak probability" });
  await expect(handle).toHaveAttribute("aria-valuenow", "0.5");
  const flagged = page.getByRole("definition").filter({ hasText: /^\d+(now \d+)?$/ });
  await expect(flagged).toHaveText("6");
  let asked = 0;
  page.on("request", (request) => {
    if (request.method() === "POST") asked += 1;
  });
  await handle.focus();
  await page.keyboard.press("End");
  await expect(handle).toHaveAttribute("aria-valuenow", "1");
  await expect(flagged).toHaveText("0now 6");
  expect(asked).toBe(0);
  await page.getByRole("button", { name: "Save thresholds" }).click();
  await expect(page.getByText("Thresholds saved, findings judged again")).toBeVisible();
  await page.goto(`${journey.project}/review?finding=exactLeak,nearLeak,semanticLeak`);
  await expect(page.getByText("No exemplar matches")).toBeVisible();
  await deleteProject(journey, `Screening ${info.testId}`);
});

test("a test row is shown to nobody who has not asked for it, and each look is counted", async ({
  page,
}, info) => {
  const journey = await makeProject(page, `Reveal ${info.testId}`);
  await openReview(journey, "?finding=nearLeak");
  await expect(page.getByText(/^Nearest test row: hidden · label/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Reveal, logged" })).toHaveCount(0);
  await expectNoTestText(page);

  await page.getByRole("link", { name: "On the screening page" }).first().click();
  await expect(page.getByText("No test row has been seen.")).toBeVisible();
  await page.getByRole("button", { name: "Permit me to reveal" }).click();
  await expect(page.getByText(/^You may reveal test rows/)).toBeVisible();

  await openReview(journey, "?finding=nearLeak");
  await page.getByRole("button", { name: "Reveal, logged" }).click();
  await expect(page.getByText(/^Seen by you\. Now 1 of 12 test rows has been seen\./)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/^Nearest test row: hidden · label/).first()).toBeVisible();
  await expect(page.getByText(/^Revealed once, last by /)).toBeVisible();
  await page.goto(`${journey.project}/data/screening`);
  await expect(page.getByText(/^1 of 12 test rows has been seen/)).toBeVisible();
  await deleteProject(journey, `Reveal ${info.testId}`);
});

test("near-duplicates are shown together, and one is kept", async ({ page }, info) => {
  const journey = await createProject(page, `Twins ${info.testId}`, LABELS);
  await importSet(journey, "Support set", { name: "support.csv", content: SUPPORT_CSV });
  await createVocabulary(journey, "closing", ["today", "today!", "Today, please"]);
  await createRecipe(journey, {
    name: "Twins",
    kind: "Grammar",
    template: "does the captain allow large dogs on the upper deck {{ closing }}",
  });
  await startRun(journey, { recipe: /^Twins/, perLabel: 1 });
  await waitForRun(journey);
  // Near-duplicates are put together by a job of their own, after the run.
  await expect(async () => {
    await openReview(journey, "?run=1");
    await expect(page.getByText("Stands for 3 near-duplicates, itself included")).toBeVisible({
      timeout: 2_000,
    });
  }).toPass({ timeout: 30_000 });
  const keep = page.getByRole("button", { name: "Keep #1, reject the other 2" });
  await keep.click();
  // "All saved" stood there before the click too; a cluster with one left proposes nothing any more.
  await expect(keep).toBeHidden();
  await expect(page.getByText("All saved")).toBeVisible();
  await openReview(journey, "?status=rejected");
  await expect(page.getByText(/^2 of 3 exemplars match/)).toBeAttached();
  await openReview(journey, "?run=1");
  await deleteProject(journey, `Twins ${info.testId}`);
});

test("what the judge does not clear stays blocked", async ({ page }, info) => {
  const server = await startOpenaiServer({ reply: () => "I would rather not say." });
  const name = `Judge ${info.testId}`;
  try {
    await page.goto("/settings");
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Base URL").fill(server.baseUrl);
    await page.getByLabel("Model", { exact: true }).fill("test-model");
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: `Test connection of ${name}` })).toBeVisible();
    const journey = await makeProject(page, name);

    await page.goto(`${journey.project}/data/screening`);
    await page.getByLabel("Leak threshold").fill("1");
    await page.getByRole("button", { name: "Save thresholds" }).click();
    await expect(page.getByText("Thresholds saved, findings judged again")).toBeVisible();
    expect(server.chats()).toHaveLength(0);
    await page.getByLabel("Judge", { exact: true }).selectOption({ label: `${name} (test-model)` });
    await page
      .getByRole("checkbox", { name: /^I trust/ })
      .last()
      .check();
    await page.getByRole("button", { name: "Save the judge" }).click();
    await expect(page.getByText("6 with an answer that is none")).toBeVisible({ timeout: 30_000 });
    await openReview(journey, "?finding=unjudged");
    await expect(page.getByText(/^6 of 6 exemplars match/)).toBeAttached();
    await page.keyboard.press("a");
    await expect(page.getByText(/an open leak holds it back/)).toBeAttached();

    server.behave({ reply: soundJudge });
    await page.goto(`${journey.project}/data/screening`);
    await page.getByRole("button", { name: "Ask again" }).click();
    const zone = page.getByLabel("In the grey zone");
    await expect(zone).toContainText(/Unknown: blocked\s*0/);
    await expect(zone).toContainText(/Waiting: blocked\s*0/);
    await page.goto(`${journey.project}/review?finding=unjudged`);
    await expect(page.getByText("No exemplar matches")).toBeVisible();
    await deleteProject(journey, name);
  } finally {
    await server.close();
  }
});
