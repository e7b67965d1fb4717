import { expect, test } from "./fixtures.ts";
import { LABELS, PLANTED, SUPPORT_CSV, TEST_CSV, TEST_TEXTS } from "./support/harbour-data.ts";
import {
  createProject,
  createRecipe,
  createVocabulary,
  deleteProject,
  exportCuratedSet,
  importSet,
  type Journey,
  openReview,
  startRun,
  waitForRun,
} from "./support/journey.ts";
import { startOpenaiServer } from "./support/openai-server.ts";

test.describe.configure({ timeout: 180_000 });

test("from an empty screen to an export with the built-in generator", async ({ page }, info) => {
  const name = `Harbour ${info.testId}`;
  const journey = await createProject(page, name, LABELS);
  await importSet(journey, "Support set", { name: "support.csv", content: SUPPORT_CSV });
  await importSet(journey, "Test set", { name: "test.csv", content: TEST_CSV });
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible();
  for (const text of TEST_TEXTS) expect(await page.content()).not.toContain(text);

  await createVocabulary(journey, "opening", ["hello", "good morning", "excuse me"]);
  await createVocabulary(journey, "planted", PLANTED);
  await createRecipe(journey, {
    name: "Variations",
    kind: "Grammar",
    template: "[{{ opening }}, |]{{ example }}[ please| thank you]",
  });
  await createRecipe(journey, { name: "Planted", kind: "Grammar", template: "{{ planted }}" });

  await startRun(journey, { recipe: /^Variations/, perLabel: 8 });
  await waitForRun(journey);
  await startRun(journey, { recipe: /^Planted/, perLabel: PLANTED.length / LABELS.length });
  await waitForRun(journey);

  await test.step("every planted copy of a test row is flagged", async () => {
    await page.goto(`${journey.project}/review?run=2`);
    await expect(page.getByText(`${PLANTED.length} of ${PLANTED.length + 24} exemplars match`)).toBeVisible();
    await page.goto(`${journey.project}/review?run=2&finding=exactLeak,nearLeak,semanticLeak`);
    await expect(page.getByText(`${PLANTED.length} of ${PLANTED.length + 24} exemplars match`)).toBeVisible();
  });

  await reviewByKeyboard(journey);
  await holdBackAndOverride(journey);

  const csv = await exportCuratedSet(journey, "CSV");
  expect(csv.split("\r\n")[0]).toMatch(/^text,label/);
  const jsonl = (await exportCuratedSet(journey, "JSONL")).trim().split("\n");
  expect(jsonl.map((line) => JSON.parse(line)).every((row) => row.text && LABELS.includes(row.label))).toBe(
    true,
  );
  expect(jsonl).toHaveLength(4);
  expect(jsonl.filter((line) => line.includes("by hand"))).toHaveLength(1);
  await deleteProject(journey, name);
});

/** Accept, reject, undo, edit, relabel: every key is answered in words, and the server has it after a reload. */
async function reviewByKeyboard(journey: Journey) {
  const { page } = journey;
  const said = (text: RegExp) => expect(page.getByText(text)).toBeAttached();
  await test.step("review by keyboard", async () => {
    await openReview(journey, "?run=1");
    await page.keyboard.press("a");
    await said(/^Accepted #1/);
    await page.keyboard.press("r");
    await said(/^Rejected #2/);
    await page.keyboard.press("u");
    await said(/^Rejecting taken back: #2/);
    await page.keyboard.press("a");
    await said(/^Accepted #2/);
    await page.keyboard.press("e");
    await page.getByRole("textbox", { name: "Text of #3" }).fill("a sailing written by hand");
    await page.keyboard.press("Enter");
    await said(/^Edited #3/);
    await page.keyboard.press("2");
    await said(/^Relabelled #3 as lost property/);
    await page.keyboard.press("a");
    // An edited text is screened first, which may or may not be done by now.
    const accepted = page.getByText(/^(Accepted #3|#3 is screened, and accepted)$/);
    await expect(accepted).toBeAttached({ timeout: 20_000 });
    await expect(page.getByText("All saved")).toBeVisible();
    await openReview(journey, "?run=1&status=accepted");
    await expect(page.getByText(/^3 of \d+ exemplars match/)).toBeAttached();
    await expect(page.getByRole("row", { name: /a sailing written by hand/ })).toContainText("lost property");
    await page.goto(`${journey.project}/review?run=1&status=rejected`);
    await expect(page.getByText("No exemplar matches")).toBeVisible();
  });
}

/** A careless reviewer accepts a leak: it stays at home until somebody gives a reason. */
async function holdBackAndOverride(journey: Journey) {
  const { page, project } = journey;
  await test.step("a leak is held back until it is overridden with a reason", async () => {
    await openReview(journey, "?run=2&finding=exactLeak");
    await page.keyboard.press("a");
    await expect(page.getByText(/an open leak holds it back/)).toBeAttached();
    await expect(page.getByText("All saved")).toBeVisible();
    await page.goto(`${project}/exports`);
    await expect(page.getByText("1 has an open leak finding")).toBeVisible();
    await expect(page.getByRole("button", { name: "Export 3 exemplars" })).toBeVisible();

    await openReview(journey, "?run=2&finding=exactLeak&status=accepted");
    const open = page.getByRole("button", { name: "Override with a reason" });
    await expect(open.first()).toBeVisible();
    const findings = await open.count();
    for (let done = 1; done <= findings; done++) {
      await open.first().click();
      await page.getByLabel("Why this is no problem").fill("A stock phrase that anybody would write.");
      await page.getByRole("button", { name: "Override", exact: true }).click();
      await expect(page.getByRole("button", { name: "Withdraw the override" })).toHaveCount(done);
    }
    await page.goto(`${project}/exports`);
    await expect(page.getByRole("button", { name: "Export 4 exemplars" })).toBeVisible();
  });
}

test("the same with a language model, which is never sent a test row", async ({ page }, info) => {
  const server = await startOpenaiServer({ key: "a-secret-key", latencyMs: 20 });
  const name = `Harbour model ${info.testId}`;
  try {
    await page.goto("/settings");
    await page.getByRole("button", { name: "Add an endpoint" }).click();
    await page.getByLabel("Name", { exact: true }).fill(name);
    await page.getByLabel("Base URL").fill(server.baseUrl);
    await page.getByLabel("Model", { exact: true }).fill("test-model");
    await page.getByLabel("Key", { exact: true }).fill("a-secret-key");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: `Test connection of ${name}` }).click();
    await expect(page.getByText("The server answers")).toBeVisible();
    await page.reload();
    expect(await page.content()).not.toContain("a-secret-key");

    const journey = await createProject(page, name, LABELS);
    // The user's own support set holds a test row, as real ones do: it is reported and withheld.
    const leaking = `${SUPPORT_CSV}\r\n${TEST_TEXTS[0]?.toUpperCase()},timetable`;
    await importSet(journey, "Support set", { name: "support.csv", content: leaking });
    await importSet(journey, "Test set", { name: "test.csv", content: TEST_CSV });
    await expect(page.getByText("1 support row is also in your test set")).toBeVisible();
    await createRecipe(journey, {
      name: "Ask",
      kind: "Prompt",
      template: "Write one message to a ferry line about {{ label }}. Like these:\n{{ demonstrations }}",
      demonstrations: 4,
    });
    await startRun(journey, { recipe: /^Ask/, perLabel: 6, endpoint: new RegExp(`^${name}`) });
    await waitForRun(journey);
    expect(server.chats()).toHaveLength(18);
    const sent = JSON.stringify(server.requests).toLowerCase();
    for (const text of TEST_TEXTS) expect(sent).not.toContain(text.toLowerCase().replace(/[.?]$/, ""));

    await openReview(journey);
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.press("a");
    await expect(page.getByText("Accepted 18 exemplars")).toBeAttached();
    await expect(page.getByText("All saved")).toBeVisible();
    const rows = (await exportCuratedSet(journey, "JSONL")).trim().split("\n");
    expect(rows.length).toBeGreaterThan(0);
    await deleteProject(journey, name);
    await page.goto("/settings");
    await page.getByRole("button", { name: `Delete ${name}` }).click();
    await expect(page.getByText(`“${name}” was deleted`)).toBeVisible();
  } finally {
    await server.close();
  }
});
