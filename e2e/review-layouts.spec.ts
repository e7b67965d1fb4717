import { expect, test } from "./fixtures.ts";
import { expectAccessible } from "./support/axe.ts";
import { LABELS, SUPPORT_CSV } from "./support/harbour-data.ts";
import {
  createProject,
  createRecipe,
  createVocabulary,
  deleteProject,
  importSet,
  openReview,
  startRun,
  waitForRun,
} from "./support/journey.ts";
import { allSaved, makeExemplars, rowsOf } from "./support/review.ts";
import { currentNumber, gridOf, matching, panelOf, said } from "./support/review-screen.ts";

test.describe.configure({ timeout: 120_000 });

test("cards and clusters keep place and selection, and take the same keys", async ({ page }) => {
  const name = `Layouts ${Date.now()}`;
  const journey = await makeExemplars(page, name, 12);
  await openReview(journey);
  await page.keyboard.press("x");
  for (let row = 0; row < 4; row++) await page.keyboard.press("j");
  const number = await currentNumber(page);
  const layouts = page.getByRole("group", { name: "Layout" });
  const isSelected = () => expect(page.getByText("1 selected", { exact: true }).first()).toBeVisible();
  await isSelected();

  await layouts.getByRole("button", { name: "Cards" }).click();
  await expect(page.getByRole("article", { name: `Exemplar #${number}` })).toBeVisible();
  await isSelected();
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await said(page, `Accepted #${number}`);
  await expect(page.getByRole("article", { name: `Exemplar #${number + 1}` })).toBeVisible();
  await page.keyboard.press("k");
  await page.keyboard.press("x");
  await isSelected();

  await layouts.getByRole("button", { name: "Clusters" }).click();
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
  await expect.poll(() => currentNumber(page)).toBe(number);
  await isSelected();
  await layouts.getByRole("button", { name: "Table" }).click();
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
  await expect.poll(() => currentNumber(page)).toBe(number);
  await isSelected();
  await page.keyboard.press("r");
  await said(page, `Rejected #${number}`);
  await allSaved(page);
  await deleteProject(journey, name);
});

test("a group of look-alikes is selected and decided, but for its exception", async ({ page }) => {
  const name = `Groups ${Date.now()}`;
  const journey = await createProject(page, name, LABELS);
  await importSet(journey, "Support set", { name: "support.csv", content: SUPPORT_CSV });
  await createVocabulary(journey, "closing", ["today", "today!", "Today, please"]);
  await createRecipe(journey, {
    name: "Twins",
    kind: "Grammar",
    template: "does the captain allow large dogs on the upper deck {{ closing }}",
  });
  await startRun(journey, { recipe: /^Twins/, perLabel: 1 });
  await waitForRun(journey);
  // Look-alikes are put together by a job of their own, after the run.
  const sizes = async () => (await rowsOf(journey)).map(({ group }) => group?.size ?? 0);
  await expect.poll(sizes, { timeout: 30_000 }).toEqual([3, 3, 3]);

  await openReview(journey, "?layout=clusters");
  await expect(page.getByRole("rowgroup", { name: "3 look-alikes" })).toBeVisible();
  const kept = await currentNumber(page);
  await page.keyboard.press("c");
  await expect(page.getByText("3 selected", { exact: true }).first()).toBeVisible();
  await page.keyboard.press("x");
  await page.keyboard.press("r");
  await said(page, "Rejected 2 exemplars");
  await allSaved(page);
  const rejected = await rowsOf(journey, "status=rejected");
  expect(rejected).toHaveLength(2);
  expect(rejected.map(({ number }) => number)).not.toContain(kept);
  await deleteProject(journey, name);
});

test("a decision on the whole result says what it will do, does it, and is undone as one step", async ({
  page,
}) => {
  const name = `Whole ${Date.now()}`;
  const journey = await makeExemplars(page, name, 150);
  // Look-alikes are found meanwhile, which is no decision.
  const decided = async () =>
    (await rowsOf(journey)).map(({ id, status, label, text, flagged }) => ({
      id,
      status,
      label,
      text,
      flagged,
    }));
  const before = await decided();
  await openReview(journey);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("a");
  const panel = page.getByRole("dialog", { name: "Accept 450 exemplars that match" });
  await expect(panel.getByText("450 will change.")).toBeVisible();
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expectAccessible(page);
  }
  await panel.getByRole("button", { name: /^Accept 450/ }).click();
  await expect(panel).toBeHidden();
  const strip = page.getByRole("list", { name: "Bulk decisions" });
  const accepting = strip.getByRole("listitem").filter({ hasText: "Accepting" });
  await expect(accepting.getByText("450 exemplars changed")).toBeVisible();
  expect(await rowsOf(journey, "status=accepted")).toHaveLength(450);

  await page.keyboard.press("u");
  await said(page, "Accepting taken back: 450 exemplars");
  await allSaved(page);
  expect(await decided()).toEqual(before);
  await deleteProject(journey, name);
});

test("a second look at a sample says how many of all are wrong", async ({ page }) => {
  const name = `Look ${Date.now()}`;
  const journey = await makeExemplars(page, name, 8);
  await openReview(journey);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.press("a");
  await said(page, "Accepted 24 exemplars");
  await allSaved(page);
  await page.keyboard.press("d");
  const panel = panelOf(page, "Second look");
  await expect(panel.getByText("24 exemplars are accepted.")).toBeVisible();
  await panel.getByRole("spinbutton", { name: "Exemplars to draw" }).fill("5");
  await panel.getByRole("button", { name: "Draw a sample" }).click();
  await matching(page, 5);
  await expect(panel.getByText("Nothing looked at yet.")).toBeVisible();
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
  for (let confirmed = 0; confirmed < 4; confirmed++) {
    const number = await currentNumber(page);
    await page.keyboard.press("a");
    await said(page, `Confirmed #${number}`);
  }
  await page.keyboard.press("r");
  await allSaved(page);
  await expect(panel.getByText("5 of 5 looked at, 1 wrong")).toBeVisible();
  await expect(panel.getByText(/^20% of all are wrong, .* of 24\.$/)).toBeVisible();
  await deleteProject(journey, name);
});

test("a saved view is opened by its address elsewhere, and deleted", async ({ page, context }) => {
  const name = `Views ${Date.now()}`;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const journey = await makeExemplars(page, name, 4);
  await openReview(journey, "?q=pier&sort=length-desc");
  await page.getByRole("button", { name: "Views" }).click();
  const menu = page.getByRole("dialog", { name: "Saved views" });
  await menu.getByRole("textbox", { name: "Save the present view" }).fill("Long ones");
  await menu.getByRole("button", { name: "Save" }).click();
  await expect(menu.getByText("The present view is saved as “Long ones”.")).toBeVisible();
  await menu.getByRole("button", { name: "Copy the link to Long ones" }).click();
  await expect(page.getByText("The link to “Long ones” is copied.")).toBeVisible();
  const address = await page.evaluate(() => navigator.clipboard.readText());

  const other = await context.newPage();
  await other.goto(address);
  await matching(other, 12);
  const [longest] = await rowsOf(journey, "sort=length-desc");
  expect(await currentNumber(other)).toBe(longest?.number);
  await other.getByRole("button", { name: "Views" }).click();
  await expect(other.getByText("The present view is saved as “Long ones”.")).toBeVisible();
  await other.getByRole("button", { name: "Delete Long ones" }).click();
  await expect(other.getByText("None yet.")).toBeVisible();
  await other.close();
  await deleteProject(journey, name);
});

test("a command with another key keeps it after a reload", async ({ page }) => {
  const name = `Remap ${Date.now()}`;
  const journey = await makeExemplars(page, name, 2);
  await openReview(journey);
  await page.keyboard.press("?");
  const sheet = panelOf(page, "Keys");
  await sheet.getByRole("button", { name: /^More like this/ }).click();
  await expect(sheet.getByText("Press a key …")).toBeVisible();
  await page.keyboard.press("z");
  await said(page, "More like this: z");
  await expect(sheet.getByRole("button", { name: /^More like this\s*z$/ })).toBeVisible();
  await page.reload();
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("z");
  await expect(page.getByRole("button", { name: "Remove the filter Like #1" })).toBeVisible();

  await page.keyboard.press("?");
  await sheet.getByRole("button", { name: "Own key again: More like this" }).click();
  await expect(sheet.getByRole("button", { name: /^More like this\s*y$/ })).toBeVisible();
  await page.reload();
  await expect(gridOf(page)).toHaveAttribute("aria-busy", "false");
  await page.keyboard.press("?");
  await expect(sheet.getByRole("button", { name: /^More like this\s*y$/ })).toBeVisible();
  await deleteProject(journey, name);
});

test("notes and flags stay on an exemplar, and can be taken away", async ({ page }) => {
  const name = `Notes ${Date.now()}`;
  const journey = await makeExemplars(page, name, 2);
  await openReview(journey);
  await page.keyboard.press("f");
  await said(page, "Flagged #1 to discuss");
  await page.keyboard.press("m");
  await page.getByRole("textbox", { name: "Note on #1" }).fill("Ask the purser.");
  await page.keyboard.press("Enter");
  await said(page, "Note added to #1");
  await allSaved(page);

  await openReview(journey, "?flagged=yes");
  await matching(page, 1);
  const row = gridOf(page).getByRole("row").nth(1);
  await expect(row).toContainText("Flagged to be discussed");
  await expect(row).toContainText("1 note");
  const details = panelOf(page, "Details");
  await expect(details.getByText("Ask the purser.")).toBeVisible();
  await details.getByRole("button", { name: /^Remove the note of/ }).click();
  await expect(details.getByText("No notes yet.")).toBeVisible();
  await page.keyboard.press("f");
  await said(page, "Took the flag from #1");
  await allSaved(page);
  expect(await rowsOf(journey, "flagged=yes")).toEqual([]);
  await deleteProject(journey, name);
});

test("an accepted exemplar that is edited waits to be screened, then is accepted again", async ({ page }) => {
  const name = `Edit ${Date.now()}`;
  const journey = await makeExemplars(page, name, 2);
  await openReview(journey);
  await page.keyboard.press("a");
  await said(page, "Accepted #1");
  await page.keyboard.press("k");
  await page.keyboard.press("e");
  await page.getByRole("textbox", { name: "Text of #1" }).fill("which pier has a lift for wheelchairs");
  await page.keyboard.press("Enter");
  await said(page, "Edited #1; it is screened anew, and accepted again when that is done");
  await said(page, "#1 is screened, and accepted");
  await allSaved(page);
  const [row] = await rowsOf(journey, "status=accepted");
  expect(row).toMatchObject({ number: 1, edited: true, text: "which pier has a lift for wheelchairs" });
  await deleteProject(journey, name);
});

test("of two windows the second is told what the first decided, and chooses", async ({ page, context }) => {
  const name = `Conflict ${Date.now()}`;
  const journey = await makeExemplars(page, name, 2);
  const other = await context.newPage();
  // It does not hear of what is decided elsewhere.
  await other.route("**/activity*", (route) => route.fulfill({ status: 503, body: "" }));
  await openReview(journey);
  await openReview({ ...journey, page: other });
  await page.keyboard.press("a");
  await allSaved(page);
  expect(await rowsOf(journey, "status=accepted")).toHaveLength(1);

  await other.keyboard.press("r");
  await expect(other.getByText("Somebody was faster on 1 exemplar")).toBeVisible();
  await expect(
    other.getByText(/^#1: you rejected it, but accepted it (now|.* ago) in another window\.$/),
  ).toBeVisible();
  expect(await rowsOf(journey, "status=rejected")).toEqual([]);
  await other.getByRole("button", { name: "Make it mine: #1" }).click();
  await expect(other.getByText("Somebody was faster")).toBeHidden();
  await allSaved(other);
  expect((await rowsOf(journey, "status=rejected")).map(({ number }) => number)).toEqual([1]);
  await other.close();
  await deleteProject(journey, name);
});
