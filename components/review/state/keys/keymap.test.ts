import { describe, expect, it } from "vitest";
import { press } from "../test/test-keys.ts";
import { COMMANDS, type Command, keysOf } from "./commands.ts";
import { chordOf, commandOf, type KeyPress, keymapOf, knownKeys, remap, resetKeys } from "./keymap.ts";

const LABELS = [
  { id: "refund", hotkey: null },
  { id: "lost", hotkey: "q" },
];
const keymap = keymapOf({ labels: LABELS });

describe("commandOf", () => {
  it.each<[string, KeyPress, Command | null]>([
    ["j", press("j"), "next"],
    ["k", press("k"), "previous"],
    ["arrow down", press("ArrowDown"), "next"],
    ["shift j", press("J", { shift: true }), "extendDown"],
    ["shift arrow up", press("ArrowUp", { shift: true }), "extendUp"],
    ["page down", press("PageDown"), "nextPage"],
    ["end", press("End"), "last"],
    ["a", press("a"), "accept"],
    ["a with caps lock", press("A"), "accept"],
    ["a held down", press("a"), "accept"],
    ["r", press("r"), "reject"],
    ["backspace", press("Backspace"), "reopen"],
    ["a label's digit", press("1"), { labelId: "refund" }],
    ["a label's letter", press("q"), { labelId: "lost" }],
    ["l", press("l"), "relabel"],
    ["e", press("e"), "edit"],
    ["u", press("u"), "undo"],
    ["shift u", press("U", { shift: true }), "redo"],
    ["x", press("x"), "toggle"],
    ["space", press(" "), "toggle"],
    ["control a", press("a", { control: true }), "selectAll"],
    ["control k", press("k", { control: true }), "palette"],
    ["control k in a text field", press("k", { control: true, target: "text" }), "palette"],
    ["escape", press("Escape"), "clear"],
    ["question mark", press("?", { shift: true }), "keys"],
    ["full stop", press("."), "reload"],
    ["enter", press("Enter"), "open"],
    ["o", press("o"), "details"],
    ["n", press("n"), "nextFinding"],
    ["p", press("p"), "previousFinding"],
    ["slash", press("/"), "search"],
    ["slash on the seven", press("/", { shift: true, code: "Digit7" }), "search"],
    ["a in Cyrillic", press("ф", { code: "KeyA" }), "accept"],
    ["shift u in Cyrillic", press("Г", { code: "KeyU", shift: true }), "redo"],
    ["j on a button", press("j", { target: "control" }), "next"],
    ["enter on a button", press("Enter", { target: "control" }), null],
    ["space on a checkbox", press(" ", { target: "control" }), null],
    ["a in a text field", press("a", { target: "text" }), null],
    ["control a in a text field", press("a", { control: true, target: "text" }), null],
    ["escape in a text field", press("Escape", { target: "text" }), null],
    ["a while composing", press("a", { composing: true }), null],
    ["shift a", press("A", { shift: true }), null],
    ["control r", press("r", { control: true }), null],
    ["control shift k", press("K", { control: true, shift: true }), null],
    ["alt arrow", press("ArrowDown", { alt: true }), null],
    ["shift alone", press("Shift", { shift: true }), null],
    ["a free key", press("z"), null],
    ["a free digit", press("7"), null],
    ["a function key", press("F5"), null],
  ])("%s", (_name, given, expected) => {
    expect(commandOf(given, keymap)).toEqual(expected);
  });
});

describe("chordOf", () => {
  it.each([
    ["a letter", press("A"), "a"],
    ["a shifted letter", press("A", { shift: true }), "Shift+a"],
    ["a shifted sign", press("!", { shift: true }), "!"],
    ["control and a letter", press("S", { control: true, shift: true }), "Mod+Shift+s"],
    ["space", press(" "), "Space"],
    ["an umlaut", press("Ö", { shift: true, code: "Semicolon" }), "Shift+ö"],
    ["a modifier alone", press("Control", { control: true }), null],
  ])("writes %s", (_name, given, expected) => {
    expect(chordOf(given)).toBe(expected);
  });
});

describe("labels", () => {
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
      "no key of moving and deciding",
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
    ["a key of a command that gives way", [["a1", "c"]], [["c", "a1"]]],
  ])("get %s", (_name, given, expected) => {
    const labels = given.map(([id, hotkey]) => ({ id: id ?? "", hotkey: hotkey ?? null }));
    expect([...keymapOf({ labels }).labels]).toEqual(expected);
  });

  it("take no key silently, and lose none silently", () => {
    const labels = [
      { id: "card", hotkey: "c" },
      { id: "app", hotkey: "a" },
      { id: "cash", hotkey: "c" },
    ];
    const { taken, keys, commands } = keymapOf({ labels });
    expect(taken).toEqual([
      { key: "a", from: { labelId: "app" }, by: "accept" },
      { key: "c", from: { labelId: "cash" }, by: { labelId: "card" } },
      { key: "c", from: "selectCluster", by: { labelId: "card" } },
    ]);
    expect(keys.selectCluster).toEqual([]);
    expect(commands.has("c")).toBe(false);
  });

  it("give way to a key that somebody chose for a command", () => {
    const chosen = keymapOf({ labels: LABELS, choice: { flag: ["q"] } });
    expect(commandOf(press("q"), chosen)).toBe("flag");
    expect(chosen.taken).toContainEqual({ key: "q", from: { labelId: "lost" }, by: "flag" });
    expect(commandOf(press("2"), chosen)).toEqual({ labelId: "lost" });
  });
});

describe("remap", () => {
  it("gives a command other keys, and leaves the others", () => {
    const { choice, taken } = remap({}, "accept", ["z"]);
    const changed = keymapOf({ labels: [], choice });
    expect(taken).toEqual([]);
    expect(commandOf(press("z"), changed)).toBe("accept");
    expect(commandOf(press("a"), changed)).toBeNull();
    expect(commandOf(press("r"), changed)).toBe("reject");
  });

  it("takes a key from who has it, and says so", () => {
    const { choice, taken } = remap({}, "accept", ["j", "a"]);
    expect(taken).toEqual([{ key: "j", from: "next", by: "accept" }]);
    const changed = keymapOf({ labels: [], choice });
    expect(commandOf(press("j"), changed)).toBe("accept");
    expect(keysOf(changed, "next")).toEqual(["↓"]);
    expect(changed.taken).toEqual([]);
  });

  it("goes to the later assignment, whichever it was", () => {
    const first = remap({}, "flag", ["w"]);
    const second = remap(first.choice, "note", ["w"]);
    expect(second.taken).toEqual([{ key: "w", from: "flag", by: "note" }]);
    expect(commandOf(press("w"), keymapOf({ labels: [], choice: second.choice }))).toBe("note");
    expect(second.choice.flag).toEqual([]);
  });

  it("can be taken back", () => {
    const { choice } = remap({}, "accept", ["j"]);
    const own = resetKeys(choice, "next");
    expect(own.taken).toEqual([{ key: "j", from: "accept", by: "next" }]);
    expect(own.choice).toEqual({ accept: [] });
    expect(resetKeys(own.choice, "accept").choice).toEqual({});
  });

  it("leaves no command with a key that does something else", () => {
    const choice = knownKeys({ accept: ["r"], gone: ["y"] });
    const changed = keymapOf({ labels: LABELS, choice });
    expect(Object.keys(choice)).toEqual(["accept"]);
    expect(keysOf(changed, "reject")).toEqual([]);
    expect(changed.taken).toEqual([{ key: "r", from: "reject", by: "accept" }]);
  });
});

describe("COMMANDS", () => {
  it("have each key once", () => {
    const keys = COMMANDS.flatMap(({ keys }) => [...keys]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("print their keys as this machine calls them", () => {
    expect(keysOf(keymapOf({ labels: [], mod: "⌘" }), "selectAll")).toEqual(["⌘ a"]);
    expect(keysOf(keymap, "redo")).toEqual(["⇧ u"]);
    expect(keysOf(keymap, "toggle")).toEqual(["x", "␣"]);
  });
});
