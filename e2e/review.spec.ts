import type { Page, TestInfo } from "@playwright/test";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { expect, test } from "./fixtures.ts";
import { deleteProject, openReview } from "./support/journey.ts";
import { allSaved, detailOf, makeExemplars, rowsOf } from "./support/review.ts";

test.describe.configure({ timeout: 300_000 });
// A trace keeps a picture of the page for each key.
test.use({ trace: "off" });

const DECISIONS = 2_000;

/** What decisions are about; what is found out about texts in the background goes on meanwhile. */
const decidedOf = ({ number, text, label, status, flagged, edited }: ExemplarRow) => ({
  number,
  text,
  label,
  status,
  flagged,
  edited,
});

test("two thousand decisions without a pause are in the database in order, and taken back to the last", async ({
  page,
}, info) => {
  const journey = await makeExemplars(page, `Thousands ${info.testId}`, 680);
  const before = await rowsOf(journey);
  await openReview(journey);
  const keys = Array.from({ length: DECISIONS }, (_, at) => (at % 3 === 0 ? "r" : "a"));
  for (const key of keys) await page.keyboard.press(key);
  await allSaved(page);

  const decided = await rowsOf(journey, "status=accepted,rejected&sort=decided-asc");
  expect(decided.map(({ number }) => number)).toEqual(keys.map((_, at) => at + 1));
  expect(decided.map(({ status }) => status)).toEqual(
    keys.map((key) => (key === "a" ? "accepted" : "rejected")),
  );
  expect(await rowsOf(journey, "status=pending")).toHaveLength(before.length - DECISIONS);

  // Over filters and pages: what is taken back need not be on the screen.
  await openReview(journey, "?status=accepted");
  for (let taken = 0; taken < DECISIONS; taken++) await page.keyboard.press("u");
  await allSaved(page);
  expect((await rowsOf(journey)).map(decidedOf)).toEqual(before.map(decidedOf));
  await deleteProject(journey, `Thousands ${info.testId}`);
});

test("two who decide the same exemplars lose nothing and are told of each conflict", async ({
  page,
  browser,
}, info) => {
  const journey = await makeExemplars(page, `Race ${info.testId}`, 70);
  const other = await (await browser.newContext()).newPage();
  await openReview(journey);
  await openReview({ ...journey, page: other });
  const decide = async (who: typeof page, key: string) => {
    for (let row = 0; row < 200; row++) await who.keyboard.press(key);
    await allSaved(who);
  };
  await Promise.all([decide(page, "a"), decide(other, "r")]);

  const made = await Promise.all(
    (await rowsOf(journey)).slice(0, 200).map(async ({ id }) => (await detailOf(journey, id)).history.length),
  );
  const conflicts = async (who: typeof page) => {
    const told = who.getByText(/^Somebody was faster on/);
    return (await told.isVisible()) ? Number(/\d+/.exec((await told.textContent()) ?? "")?.[0]) : 0;
  };
  const recorded = made.reduce((sum, decisions) => sum + decisions, 0);
  expect(recorded + (await conflicts(page)) + (await conflicts(other))).toBe(400);
  expect(made.every((decisions) => decisions >= 1)).toBe(true);
  await other.context().close();
  await deleteProject(journey, `Race ${info.testId}`);
});

test.describe("an outage", () => {
  test.use({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
  test("a network that is gone for twenty seconds costs no decision", outage);
});

test.describe("an update", () => {
  test.use({ expectedErrors: [/status of 404/] });
  test("what a newer server does not understand is kept until the page is of its version", update);
});

async function outage({ page }: { page: Page }, info: TestInfo) {
  const journey = await makeExemplars(page, `Outage ${info.testId}`, 20);
  await openReview(journey);
  await page.keyboard.press("a");
  await allSaved(page);
  await page.context().setOffline(true);
  for (let row = 0; row < 40; row++) await page.keyboard.press(row % 2 === 0 ? "r" : "a", { delay: 500 });
  await expect(page.getByText(/^40 unsaved/)).toBeVisible();
  await page.context().setOffline(false);
  await allSaved(page);
  const rows = await rowsOf(journey, "status=accepted,rejected&sort=decided-asc");
  expect(rows.map(({ number, status }) => `${number} ${status}`)).toEqual([
    "1 accepted",
    ...Array.from({ length: 40 }, (_, at) => `${at + 2} ${at % 2 === 0 ? "rejected" : "accepted"}`),
  ]);
  await deleteProject(journey, `Outage ${info.testId}`);
}

async function update({ page }: { page: Page }, info: TestInfo) {
  const journey = await makeExemplars(page, `Update ${info.testId}`, 4);
  await openReview(journey);
  // As Next answers an action of a build that is gone.
  const headers = { "x-nextjs-action-not-found": "1" };
  const address = `**${journey.project}/review*`;
  await page.route(address, (route) =>
    route.request().method() === "POST" ? route.fulfill({ status: 404, headers }) : route.continue(),
  );
  await page.keyboard.press("a");
  await expect(page.getByText("1 unsaved: Winnow was updated")).toBeVisible();
  await page.unroute(address);
  await page.getByRole("button", { name: "Load the page anew" }).click();
  await allSaved(page);
  await expect.poll(() => rowsOf(journey, "status=accepted")).toHaveLength(1);
  await deleteProject(journey, `Update ${info.testId}`);
}
