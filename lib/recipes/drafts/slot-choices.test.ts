import { describe, expect, it } from "vitest";
import { slotChoices, slotTypedAt } from "./slot-choices.ts";

describe("slotTypedAt", () => {
  // The bar is the cursor.
  it.each([
    ["{{¦", { from: 2, isClosed: false }],
    ["{{ ¦", { from: 3, isClosed: false }],
    ["in {{ ci¦", { from: 6, isClosed: false }],
    ["in {{ ci¦ty }} now", { from: 6, isClosed: true }],
    ["{{ ¦ }}", { from: 3, isClosed: true }],
    ["{{ a }} {{ straß¦", { from: 11, isClosed: false }],
    ["\\\\{{ ¦", { from: 5, isClosed: false }],
    ["\\{{ ¦", null],
    ["{¦", null],
    ["{{ a }}¦", null],
    ["{{ a b¦", null],
    ["city¦", null],
    ["¦", null],
  ])("%s", (marked, expected) => {
    expect(slotTypedAt(marked.replace("¦", ""), marked.indexOf("¦"))).toEqual(expected);
  });
});

describe("slotChoices", () => {
  it("has the slots of every recipe before the vocabularies", () => {
    const city = { id: "1", name: "city", description: "where", entryCount: 3 };
    expect(slotChoices([city]).map(({ name }) => name)).toEqual([
      "label",
      "label_description",
      "instruction",
      "demonstrations",
      "example",
      "city",
    ]);
    expect(slotChoices([city]).at(-1)).toEqual({
      name: "city",
      isReserved: false,
      description: "where",
      entryCount: 3,
    });
  });
});
