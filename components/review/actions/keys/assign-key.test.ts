import { describe, expect, it } from "vitest";
import { type KeyPress, keymapOf } from "../../state/keys/keymap.ts";
import { press } from "../../state/test/test-keys.ts";
import { assignKey } from "./assign-key.ts";

const labels = [
  { id: "refund", hotkey: "7" },
  { id: "lost", hotkey: null },
];
const assign = (given: KeyPress, choice = {}) =>
  assignKey(given, "accept", choice, keymapOf({ choice, labels }));

describe("a key pressed for a command", () => {
  it.each([
    ["a modifier alone", press("Shift", { shift: true }), { kind: "waits" }],
    ["a letter being composed", press("a", { composing: true }), { kind: "waits" }],
    ["Escape", press("Escape"), { kind: "left" }],
    ["the key it has", press("a"), { kind: "left" }],
    ["Tab", press("Tab"), { kind: "fixed", key: "Tab" }],
    ["a key of the browser", press("w", { control: true }), { kind: "fixed", key: "Mod+w" }],
    ["a free key", press("z"), { kind: "given", key: "z", taken: [], choice: { accept: ["z"] } }],
    [
      "a free key with shift",
      press("A", { shift: true }),
      { kind: "given", key: "Shift+a", taken: [], choice: { accept: ["Shift+a"] } },
    ],
    [
      "another command's key",
      press("r"),
      {
        kind: "given",
        key: "r",
        taken: [{ key: "r", from: "reject", by: "accept" }],
        choice: { accept: ["r"], reject: [] },
      },
    ],
    [
      "a label's key",
      press("7"),
      {
        kind: "given",
        key: "7",
        taken: [{ key: "7", from: { labelId: "refund" }, by: "accept" }],
        choice: { accept: ["7"] },
      },
    ],
  ])("%s", (_, given, expected) => expect(assign(given)).toEqual(expected));

  it("takes the place of the first; the others stay", () => {
    const keymap = keymapOf({ labels });
    expect(assignKey(press("h"), "next", {}, keymap)).toMatchObject({ choice: { next: ["h", "ArrowDown"] } });
    expect(assignKey(press("ArrowDown"), "next", {}, keymap)).toMatchObject({
      choice: { next: ["ArrowDown"] },
    });
  });
});
