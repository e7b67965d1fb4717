import { expect, type Page, test } from "@playwright/test";
import { LABELS } from "./harbour-data.ts";
import { enter } from "./keyboard.ts";
import { allSaved } from "./review.ts";
import {
  currentNumber,
  currentRow,
  filterByKeys,
  gridOf,
  matching,
  overlayOf,
  panelOf,
  said,
  settled,
} from "./review-screen.ts";

/** Everything that one does on the review screen, on a run of more than one page, by keys alone. */
export async function reviewByKeys(page: Page) {
  await settled(page);
  await test.step("filter and decide", () => filterAndDecide(page));
  await test.step("relabel, edit, flag and note", () => changeOne(page));
  await test.step("search", () => search(page));
  await test.step("override a leak with a reason", () => overrideLeak(page));
  await test.step("layouts", () => goThroughLayouts(page));
  await test.step("a range, undo and redo", () => decideRange(page));
  await test.step("the whole result", () => decideAll(page));
  await test.step("palette, guidelines and keys", () => openPanels(page));
  await allSaved(page);
}

async function filterAndDecide(page: Page) {
  await filterByKeys(page, "Label: lost property");
  await expect(page.getByRole("button", { name: "Change the filter Label: lost property" })).toBeVisible();
  await expect(gridOf(page)).toBeFocused();
  await page.keyboard.press("a");
  await said(page, /^Accepted #\d+/);
  await page.keyboard.press("r");
  await said(page, /^Rejected #\d+/);
}

async function changeOne(page: Page) {
  const number = await currentNumber(page);
  const labels: readonly string[] = LABELS;
  const [byDigit = "", byName = ""] = await labelsBesides(page);
  await page.keyboard.press(String(labels.indexOf(byDigit) + 1));
  await said(page, `Relabelled #${number} as ${byDigit}`);

  await page.keyboard.press("l");
  await expect(overlayOf(page, "Choose a label").getByRole("combobox")).toBeFocused();
  await page.keyboard.type(byName.slice(0, 5));
  await page.keyboard.press("Enter");
  await said(page, `Relabelled #${number} as ${byName}`);

  await page.keyboard.press("e");
  await expect(page.getByRole("textbox", { name: `Text of #${number}` })).toBeFocused();
  await page.keyboard.type("a crossing that was written by hand");
  await page.keyboard.press("Enter");
  await said(page, `Edited #${number}`);
  await expect(gridOf(page)).toBeFocused();

  await page.keyboard.press("f");
  await said(page, `Flagged #${number} to discuss`);
  await page.keyboard.press("m");
  await expect(page.getByRole("textbox", { name: `Note on #${number}` })).toBeFocused();
  await page.keyboard.type("Does anybody speak like this?");
  await page.keyboard.press("Enter");
  await said(page, `Note added to #${number}`);
  await expect(gridOf(page)).toBeFocused();
}

/** The labels that the current row does not have. */
async function labelsBesides(page: Page) {
  const cells = await (await currentRow(page)).getByRole("gridcell").allTextContents();
  return LABELS.filter((label) => !cells.includes(label));
}

async function search(page: Page) {
  await enter(page, page.getByRole("button", { name: "Remove the filter Label: lost property" }));
  await settled(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox", { name: "Search in the texts" })).toBeFocused();
  await page.keyboard.type("written by hand");
  await page.keyboard.press("Enter");
  await matching(page, 1);
  await expect(gridOf(page)).toBeFocused();
  await enter(page, page.getByRole("button", { name: "Clear all" }));
  await expect(page.getByRole("list", { name: "Active filters" })).toBeHidden();
  await expect(gridOf(page)).toBeFocused();
}

async function overrideLeak(page: Page) {
  await filterByKeys(page, "Finding: Near leak");
  await expect(page.getByRole("button", { name: "Change the filter Finding: Near leak" })).toBeVisible();
  await page.keyboard.press("Home");
  // By chance it may be the one that was accepted before.
  await page.keyboard.press("Backspace");
  await page.keyboard.press("a");
  await said(page, /an open leak holds it back/);
  await page.keyboard.press("Home");
  const panel = panelOf(page, "Details");
  await expect(panel).toBeVisible();
  const open = panel.getByRole("button", { name: "Override with a reason" });
  await expect(open.first()).toBeVisible();
  const findings = await open.count();
  for (let done = 1; done <= findings; done++) {
    await enter(page, open.first());
    await expect(panel.getByRole("textbox", { name: "Why this is no problem" })).toBeFocused();
    await page.keyboard.type("A stock phrase that anybody would write.");
    await enter(page, panel.getByRole("button", { name: "Override", exact: true }));
    await expect(panel.getByRole("button", { name: "Withdraw the override" })).toHaveCount(done);
  }
  await page.keyboard.press("o");
  await expect(panel).toBeHidden();
  await page.keyboard.press("o");
  await expect(panel).toBeVisible();
  await enter(page, page.getByRole("button", { name: "Remove the filter Finding: Near leak" }));
  await expect(gridOf(page)).toBeFocused();
  await settled(page);
}

async function goThroughLayouts(page: Page) {
  await page.keyboard.press("Home");
  await page.keyboard.press("v");
  await expect(page.getByRole("region", { name: "Exemplars, one at a time" })).toBeFocused();
  await page.keyboard.press("j");
  await said(page, /^#\d+, 2 of \d+/);
  await page.keyboard.press("v");
  await said(page, "Clusters");
  await expect(gridOf(page)).toBeFocused();
  await settled(page);
  await page.keyboard.press("v");
  await said(page, "Table");
  await expect(gridOf(page)).toBeFocused();
  await settled(page);
}

async function decideRange(page: Page) {
  await page.keyboard.press("Home");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("3 selected").first()).toBeVisible();
  await page.keyboard.press("r");
  await said(page, "Rejected 3 exemplars");
  await page.keyboard.press("u");
  await said(page, "Rejecting taken back: 3 exemplars");
  await page.keyboard.press("Shift+U");
  await said(page, "Rejected once more: 3 exemplars");
  await page.keyboard.press("u");
  await said(page, "Rejecting taken back: 3 exemplars");
  await allSaved(page);
}

async function decideAll(page: Page) {
  // Of a result that was asked for anew the browser holds the beginning.
  await filterByKeys(page, "Status: Pending");
  await matching(page, /^4\d\d of 450 exemplars match/);
  await settled(page);
  await page.keyboard.press("ControlOrMeta+A");
  await said(page, "Everything that matches is selected");
  await page.keyboard.press("f");
  const panel = page.getByRole("dialog", { name: /^Flag \d+ exemplars/ });
  await expect(panel.getByText(/\d+ will change\./)).toBeVisible();
  await expect(panel.getByRole("button", { name: /^Flag \d+/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const strip = page.getByRole("list", { name: "Bulk decisions" });
  await expect(strip.getByText(/^\d+ exemplars changed/)).toBeVisible();
  await expect(gridOf(page)).toBeFocused();
  await page.keyboard.press("u");
  await said(page, /^Flagging taken back: \d+ exemplars/);
  await allSaved(page);
  await filterByKeys(page, "To discuss");
  await matching(page, 1);
  await enter(page, page.getByRole("button", { name: "Clear all" }));
  await settled(page);
}

async function openPanels(page: Page) {
  await page.keyboard.press("ControlOrMeta+K");
  await expect(overlayOf(page, "Commands").getByRole("combobox")).toBeFocused();
  await page.keyboard.type("guidelines");
  await page.keyboard.press("Enter");
  await expect(panelOf(page, "Guidelines")).toBeVisible();
  await page.keyboard.press("g");
  await expect(panelOf(page, "Guidelines")).toBeHidden();
  await page.keyboard.press("?");
  await expect(panelOf(page, "Keys")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panelOf(page, "Keys")).toBeHidden();
}
