import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { expectAccessible } from "./support/axe.ts";
import {
  addEndpoint,
  createProject,
  createRecipe,
  createVocabulary,
  deleteProject,
  type Journey,
  waitForRun,
} from "./support/journey.ts";
import { type OpenaiServer, startOpenaiServer } from "./support/openai-server.ts";
import { gridOf, matching, panelOf, said, settled } from "./support/review-screen.ts";

interface ChatBody {
  messages: { content: string }[];
}

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
  await addEndpoint(page, { name: endpoint, baseUrl: server.baseUrl });
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
  await deleteEndpoint(page, endpoint);
});

/** What is written for each question of the judged run. */
const WRITTEN: Record<string, string> = {
  "Ask Ferry about barley.": "Does the evening ferry still take sacks of grain on deck?",
  "Ask Ferry about slate.": "How heavy may a pallet of roofing stones be for the crossing?",
  "Ask Ferry about rope.": "My mooring lines were left behind on board, whom do I call?",
  "Ask Buoy about barley.": "Something green and sprouting grows on the marker off the point.",
  "Ask Buoy about slate.": "Which colour has the light above the flat rocks this winter?",
  "Ask Buoy about rope.": "The chain of number seven has come loose and drifts north.",
};
/** The judge takes this one for the other label, and says nothing of use about that one when first asked. */
const [MISTAKEN, MUMBLED] = ["My mooring lines", "Which colour"];

test("a judge scores what a run makes, and what it disagrees about is a finding", async ({ page }, info) => {
  let mumbles = true;
  server.behave({
    reply: (question) => {
      const written = WRITTEN[question];
      if (written) return written;
      if (mumbles && question.includes(MUMBLED)) return "Quite good, I would say.";
      const intended = Object.entries(WRITTEN).find(([, text]) => question.includes(text));
      const isFerry = intended?.[0].startsWith("Ask Ferry") && !question.includes(MISTAKEN);
      return JSON.stringify({
        reason: "It names what it is about.",
        score: question.includes(MISTAKEN) ? 2 : 4,
        label: isFerry ? "Ferry" : "Buoy",
        confidence: 0.8,
      });
    },
  });
  const endpoint = `Lighthouse ${info.testId}`;
  await addEndpoint(page, { name: endpoint, baseUrl: server.baseUrl });
  const journey = await createProject(page, `Judged ${info.testId}`, ["Ferry", "Buoy"]);
  await createVocabulary(journey, "cargo", ["barley", "slate", "rope"]);
  await createRecipe(journey, {
    name: "Questions",
    kind: "Prompt",
    template: "Ask {{ label }} about {{ cargo }}.",
  });

  await test.step("who judges, and by what, is chosen with the run", async () => {
    await page.goto(`${journey.project}/runs/new`);
    await page.getByRole("radio", { name: new RegExp(`^${endpoint}`) }).check();
    await page.getByRole("radio", { name: /^Exemplars that are asked for/ }).check();
    await page.getByLabel("For every label").fill("3");
    await page.getByLabel("Have a model judge the exemplars").check();
    await page.getByLabel("Who judges").selectOption({ label: `${endpoint} · test-model` });
    await expect(page.getByText("The same model writes and judges")).toBeVisible();
    await expect(figure(journey, "Calls")).toHaveText(/^about 12/);
    await page.getByLabel("What it scores by").fill(" ");
    await page.getByRole("button", { name: "Start run" }).click();
    await expect(page.getByLabel("What it scores by")).toBeFocused();
    await expect(page.getByText("Write what the judge scores by.")).toBeVisible();
    await page.getByLabel("What it scores by").fill("5: a sailor would say it. 1: nobody would.");
    await expectAccessible(page);
    await page.getByRole("button", { name: "Start run" }).click();
    await page.waitForURL(/\/runs\/[0-9a-f-]{36}$/);
    await waitForRun(journey);
  });

  await test.step("its scores stand on the page of the run, and whom it did not judge and why", async () => {
    await expect(page.getByText("1 exemplar is not judged")).toBeVisible();
    await expect(page.getByText("1: what the judge answered is no score with a label")).toBeVisible();
    await expect(page.getByRole("link", { name: "Look at the 4 exemplars that it scores 4" })).toBeVisible();
    await expectAccessible(page);
    mumbles = false;
    await page.getByRole("button", { name: "Ask again" }).click();
    await expect(page.getByRole("link", { name: "Look at the 5 exemplars that it scores 4" })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText("1 exemplar is not judged")).toBeHidden();
    await expect(page.getByText("a sailor would say it")).toBeVisible();
  });

  await test.step("what it disagrees about waits in the review", async () => {
    await page.getByRole("link", { name: "Look at the 1 exemplar that it disagrees about" }).click();
    await settled(page);
    await expect(gridOf(page)).toContainText(MISTAKEN);
    const details = panelOf(page, "Details");
    await expect(details.getByText("2 of 5", { exact: true })).toBeVisible();
    await expect(details.getByText("It names what it is about.")).toBeVisible();
    await expect(details.getByRole("button", { name: "Relabel as Buoy" })).toHaveCount(2);
    await expectAccessible(page);
  });

  await test.step("its label is taken with a key, and its scores are filtered by", async () => {
    await expect(gridOf(page).getByText("Judge disagrees")).toBeVisible();
    await page.keyboard.press("s");
    await said(page, /^Relabelled #\d+ as suggested: Buoy$/);
    await expect(gridOf(page).getByText("Judge disagrees")).toBeHidden();
    await expect(panelOf(page, "Details").getByText("Nothing was found.")).toBeVisible();
    await page.goto(`${journey.project}/review?judgeScore=4`);
    await matching(page, 5);
    await gridOf(page).getByRole("button", { name: "Judge's score" }).click();
    await expect(page).toHaveURL(/sort=judge-asc/);
    await settled(page);
  });

  await test.step("it was asked once about each, and never told the label", async () => {
    const asked = server.chats().map(({ body }) => (body as ChatBody).messages.at(-1)?.content ?? "");
    const ofJudge = asked.filter((question) => !(question in WRITTEN));
    expect(ofJudge).toHaveLength(7);
    expect(asked).toHaveLength(13);
    expect(ofJudge.join().match(/Ferry|Buoy/)).toBeNull();
  });

  await deleteProject(journey, `Judged ${info.testId}`);
  await deleteEndpoint(page, endpoint);
});

async function deleteEndpoint(page: Page, name: string) {
  await page.goto("/settings");
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await expect(page.getByText(`“${name}” was deleted`)).toBeVisible();
}

/** What the estimate says of one figure. */
function figure({ page }: Journey, name: string) {
  const estimate = page.getByRole("region", { name: "Estimate" });
  return estimate
    .getByRole("term")
    .filter({ hasText: new RegExp(`^${name}$`) })
    .locator("xpath=following-sibling::dd");
}
