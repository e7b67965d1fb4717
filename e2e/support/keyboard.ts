import { expect, type Locator, type Page } from "@playwright/test";

const MOST_PRESSES = 150;

/** Presses Tab, or Shift+Tab where the target stands before, until it has the focus. */
export async function tabTo(page: Page, target: Locator) {
  for (let presses = 0; presses <= MOST_PRESSES; presses++) {
    const place = await placeOf(target);
    if (place === "focused") return;
    await page.keyboard.press(place === "before" ? "Shift+Tab" : "Tab");
  }
  throw new Error(`After ${MOST_PRESSES} presses of Tab the focus has not come to ${target}.`);
}

/** Where an element stands in the document, seen from what has the focus. */
function placeOf(target: Locator): Promise<"focused" | "before" | "after"> {
  return target.evaluate((element) => {
    const focused = document.activeElement ?? document.body;
    if (focused === element) return "focused";
    const isBefore = focused.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
    return isBefore ? "before" : "after";
  });
}

/** Goes to a button or a link by Tab and presses Enter. */
export async function enter(page: Page, target: Locator) {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Goes to a field by Tab and types; what stood there is replaced. */
export async function write(page: Page, field: Locator, text: string) {
  await tabTo(page, field);
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type(text);
}

/** Goes to a field by Tab and puts a text there in one step, as Ctrl+V does. */
export async function paste(page: Page, field: Locator, text: string) {
  await tabTo(page, field);
  await page.keyboard.insertText(text);
}

/** Chooses an option of a native list by typing how it begins. */
export async function choose(page: Page, select: Locator, beginning: string) {
  await tabTo(page, select);
  await page.keyboard.type(beginning);
  const chosen = () => select.evaluate((element) => (element as HTMLSelectElement).selectedOptions[0]?.label);
  await expect.poll(chosen).toContain(beginning);
}

/** Goes to a group of radio buttons, of which only the chosen one takes the focus, and by arrows to one of them. */
export async function chooseRadio(page: Page, group: Locator, name: RegExp) {
  const wanted = group.getByRole("radio", { name });
  await tabTo(page, group.getByRole("radio", { checked: true }));
  const count = await group.getByRole("radio").count();
  for (let presses = 0; presses < count && !(await wanted.isChecked()); presses++) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(wanted).toBeChecked();
}
