import type { Decision } from "#lib/review/review.ts";

export type Command =
  | { name: "move" | "extend"; by: number }
  | { name: "edge"; to: "first" | "last" }
  | { name: "finding"; direction: 1 | -1 }
  | { name: "decide"; kind: Exclude<Decision["kind"], "relabel"> }
  | { name: "relabel"; labelId: string }
  | {
      name:
        | "pickLabel"
        | "edit"
        | "undo"
        | "toggle"
        | "selectLoaded"
        | "clear"
        | "keys"
        | "details"
        | "search";
    };

/** What a key was pressed on: text fields keep all keys, other controls those that work them. */
export type KeyTarget = "text" | "control" | "other";

export interface KeyPress {
  key: string;
  code: string;
  shift: boolean;
  /** Control, or command on a Mac. */
  control: boolean;
  alt: boolean;
  composing: boolean;
  target: KeyTarget;
}

/** How many rows a page key moves. */
const PAGE = 15;

const COMMANDS: Record<string, Command> = {
  j: { name: "move", by: 1 },
  k: { name: "move", by: -1 },
  ArrowDown: { name: "move", by: 1 },
  ArrowUp: { name: "move", by: -1 },
  PageDown: { name: "move", by: PAGE },
  PageUp: { name: "move", by: -PAGE },
  Home: { name: "edge", to: "first" },
  End: { name: "edge", to: "last" },
  n: { name: "finding", direction: 1 },
  p: { name: "finding", direction: -1 },
  a: { name: "decide", kind: "accept" },
  r: { name: "decide", kind: "reject" },
  Backspace: { name: "decide", kind: "reopen" },
  l: { name: "pickLabel" },
  e: { name: "edit" },
  u: { name: "undo" },
  x: { name: "toggle" },
  " ": { name: "toggle" },
  o: { name: "details" },
  Enter: { name: "details" },
  Escape: { name: "clear" },
  "?": { name: "keys" },
  "/": { name: "search" },
};

const EXTENDING = new Set(["j", "k", "ArrowDown", "ArrowUp", "PageDown", "PageUp"]);
const WORKS_CONTROLS = new Set(["Enter", " "]);

interface KeyedLabel {
  id: string;
  hotkey: string | null;
}

/**
 * The key of each label. A key of the grid itself never goes to a label; a digit that no label asks for goes to the
 * label of that position, if it has no key of its own.
 */
export function labelKeys(labels: readonly KeyedLabel[]): Map<string, string> {
  const keys = new Map<string, string>();
  for (const { id, hotkey } of labels) {
    const key = hotkey?.toLowerCase();
    if (key && !(key in COMMANDS) && !keys.has(key)) keys.set(key, id);
  }
  const keyed = new Set(keys.values());
  labels.slice(0, 9).forEach(({ id }, position) => {
    const digit = String(position + 1);
    if (!keyed.has(id) && !keys.has(digit)) keys.set(digit, id);
  });
  return keys;
}

/** What a key press means on the review screen; null where it is none of its business. */
export function commandOf(press: KeyPress, labels: ReadonlyMap<string, string>): Command | null {
  if (press.target === "text" || press.composing || press.alt) return null;
  const key = letterOf(press, labels);
  if (press.control) return key === "a" && !press.shift ? { name: "selectLoaded" } : null;
  if (press.target === "control" && WORKS_CONTROLS.has(key)) return null;
  const command = COMMANDS[key];
  if (command?.name === "move" && press.shift && EXTENDING.has(key))
    return { name: "extend", by: command.by };
  // A shifted letter is no slip of the finger between two decisions.
  if (press.shift && /^[a-z]$/.test(key)) return null;
  if (command) return command;
  const labelId = labels.get(key);
  return labelId ? { name: "relabel", labelId } : null;
}

/** The key in lower case; on a keyboard of another script the Latin letter that stands on it, if no label has it. */
function letterOf({ key, code }: KeyPress, labels: ReadonlyMap<string, string>): string {
  if (key.length > 1) return key;
  const lower = key.toLowerCase();
  if (/^[\p{ASCII}]$/u.test(lower) || labels.has(lower)) return lower;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? lower;
}
