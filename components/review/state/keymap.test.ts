import { describe, expect, it } from "vitest";
import { commandOf, type KeyPress, labelKeys } from "./keymap.ts";

const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  shift: false,
  control: false,
  alt: false,
  composing: false,
  target: "other",
  ...given,
});

const labels = new Map([
  ["1", "refund"],
  ["q", "lost"],
]);

describe("commandOf", () => {
  it.each<[string, KeyPress, object | null]>([
    ["j", press("j"), { name: "move", by: 1 }],
    ["k", press("k"), { name: "move", by: -1 }],
    ["arrow down", press("ArrowDown"), { name: "move", by: 1 }],
    ["shift j", press("J", { shift: true }), { name: "extend", by: 1 }],
    ["shift arrow up", press("ArrowUp", { shift: true }), { name: "extend", by: -1 }],
    ["page down", press("PageDown"), { name: "move", by: 15 }],
    ["end", press("End"), { name: "edge", to: "last" }],
    ["a", press("a"), { name: "decide", kind: "accept" }],
    ["a with caps lock", press("A"), { name: "decide", kind: "accept" }],
    ["r", press("r"), { name: "decide", kind: "reject" }],
    ["backspace", press("Backspace"), { name: "decide", kind: "reopen" }],
    ["a label's digit", press("1"), { name: "relabel", labelId: "refund" }],
    ["a label's letter", press("q"), { name: "relabel", labelId: "lost" }],
    ["l", press("l"), { name: "pickLabel" }],
    ["e", press("e"), { name: "edit" }],
    ["u", press("u"), { name: "undo" }],
    ["x", press("x"), { name: "toggle" }],
    ["space", press(" "), { name: "toggle" }],
    ["control a", press("a", { control: true }), { name: "selectLoaded" }],
    ["escape", press("Escape"), { name: "clear" }],
    ["question mark", press("?", { shift: true }), { name: "keys" }],
    ["enter", press("Enter"), { name: "details" }],
    ["o", press("o"), { name: "details" }],
    ["n", press("n"), { name: "finding", direction: 1 }],
    ["p", press("p"), { name: "finding", direction: -1 }],
    ["slash", press("/"), { name: "search" }],
    ["a in Cyrillic", press("ф", { code: "KeyA" }), { name: "decide", kind: "accept" }],
    ["j on a button", press("j", { target: "control" }), { name: "move", by: 1 }],
    ["enter on a button", press("Enter", { target: "control" }), null],
    ["space on a checkbox", press(" ", { target: "control" }), null],
    ["a in a text field", press("a", { target: "text" }), null],
    ["control a in a text field", press("a", { control: true, target: "text" }), null],
    ["escape in a text field", press("Escape", { target: "text" }), null],
    ["a while composing", press("a", { composing: true }), null],
    ["shift a", press("A", { shift: true }), null],
    ["control r", press("r", { control: true }), null],
    ["alt arrow", press("ArrowDown", { alt: true }), null],
    ["a free key", press("z"), null],
    ["a free digit", press("7"), null],
    ["a function key", press("F5"), null],
  ])("%s", (_name, given, expected) => {
    expect(commandOf(given, labels)).toEqual(expected);
  });
});

describe("labelKeys", () => {
  it.each([
    [
      "their own keys",
      [
        ["a1", "1"],
        ["b1", "q"],
      ],
      [
        ["1", "a1"],
        ["q", "b1"],
      ],
    ],
    [
      "digits by place where they have none",
      [
        ["a1", null],
        ["b1", null],
      ],
      [
        ["1", "a1"],
        ["2", "b1"],
      ],
    ],
    [
      "no key of the grid",
      [
        ["a1", "a"],
        ["b1", "l"],
      ],
      [
        ["1", "a1"],
        ["2", "b1"],
      ],
    ],
    [
      "no digit that another label has",
      [
        ["a1", null],
        ["b1", "1"],
      ],
      [["1", "b1"]],
    ],
    [
      "a key once",
      [
        ["a1", "q"],
        ["b1", "Q"],
      ],
      [
        ["q", "a1"],
        ["2", "b1"],
      ],
    ],
  ])("gives labels %s", (_name, given, expected) => {
    const keyed = given.map(([id, hotkey]) => ({ id: id ?? "", hotkey: hotkey ?? null }));
    expect([...labelKeys(keyed)]).toEqual(expected);
  });
});
