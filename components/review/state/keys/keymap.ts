import {
  COMMANDS,
  type Command,
  type CommandId,
  isCommandId,
  type KeyChoice,
  type Keymap,
  type TakenKey,
} from "./commands.ts";

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

export interface KeyedLabel {
  id: string;
  hotkey: string | null;
}

/** These keep their keys from labels; the others give way to a label whose key somebody chose. */
const FIRM = new Set<CommandId>([
  "next",
  "previous",
  "nextFinding",
  "previousFinding",
  "accept",
  "reject",
  "reopen",
  "relabel",
  "edit",
  "undo",
  "redo",
  "toggle",
  "clear",
  "open",
  "details",
  "search",
  "keys",
]);

/** These work while one is typing, too. */
const WHILE_TYPING = new Set(["Mod+k"]);
const WORKS_CONTROLS = new Set(["Enter", "Space"]);
const MODIFIERS = new Set([
  "Shift",
  "Control",
  "Alt",
  "AltGraph",
  "Meta",
  "CapsLock",
  "NumLock",
  "Dead",
  "Fn",
]);

/** The choice as stored, without commands that are no more. */
export function knownKeys(stored: Readonly<Record<string, readonly string[]>>): KeyChoice {
  return Object.fromEntries(Object.entries(stored).filter(([id]) => isCommandId(id)));
}

/**
 * Who has which key. A chosen key goes before a label's, a label's before that of a command that gives way; a digit
 * that nobody asks for goes to the label of that position, if it has no key of its own.
 */
export function keymapOf({
  choice = {},
  labels,
  mod = "Ctrl",
}: {
  choice?: KeyChoice;
  labels: readonly KeyedLabel[];
  mod?: Keymap["mod"];
}): Keymap {
  const commands = new Map<string, CommandId>();
  const taken: TakenKey[] = [];
  const chosen = COMMANDS.filter(({ id }) => choice[id]);
  const claim = (id: CommandId, key: string) => {
    const by = commands.get(key);
    if (!by) commands.set(key, id);
    else if (by !== id) taken.push({ key, from: id, by });
  };
  for (const { id } of chosen) for (const key of choice[id] ?? []) claim(id, key);
  const own = COMMANDS.filter(({ id }) => !choice[id]);
  for (const { id, keys } of own.filter(({ id }) => FIRM.has(id))) for (const key of keys) claim(id, key);

  const labelKeys = new Map<string, string>();
  for (const { id, hotkey } of labels) {
    const key = hotkey?.toLowerCase();
    if (!key) continue;
    const by = commands.get(key) ?? labelKeys.get(key);
    if (by === undefined) labelKeys.set(key, id);
    else taken.push({ key, from: { labelId: id }, by: commands.get(key) ?? { labelId: by } });
  }
  for (const { id, keys } of own.filter(({ id }) => !FIRM.has(id))) {
    for (const key of keys) {
      const labelId = labelKeys.get(key);
      if (labelId) taken.push({ key, from: id, by: { labelId } });
      else claim(id, key);
    }
  }
  const keyed = new Set(labelKeys.values());
  labels.slice(0, 9).forEach(({ id }, position) => {
    const digit = String(position + 1);
    if (!keyed.has(id) && !labelKeys.has(digit) && !commands.has(digit)) labelKeys.set(digit, id);
  });

  const keys = Object.fromEntries(
    COMMANDS.map(({ id, keys: own }) => [id, (choice[id] ?? own).filter((key) => commands.get(key) === id)]),
  ) as unknown as Keymap["keys"];
  return { keys, commands, labels: labelKeys, taken, mod };
}

/**
 * Gives a command other keys. A key that another command has goes from that one to this one: who assigns later has it.
 * @returns the whole choice, and from whom keys were taken
 */
export function remap(
  choice: KeyChoice,
  id: CommandId,
  keys: readonly string[],
): { choice: KeyChoice; taken: TakenKey[] } {
  const next: Partial<Record<CommandId, readonly string[]>> = { ...choice, [id]: [...new Set(keys)] };
  const taken: TakenKey[] = [];
  for (const other of COMMANDS) {
    if (other.id === id) continue;
    const before: readonly string[] = choice[other.id] ?? other.keys;
    const lost = before.filter((key) => keys.includes(key));
    if (lost.length === 0) continue;
    next[other.id] = before.filter((key) => !keys.includes(key));
    for (const key of lost) taken.push({ key, from: other.id, by: id });
  }
  return { choice: next, taken };
}

/** Gives a command its own keys back, and takes them from whoever was given them. */
export function resetKeys(choice: KeyChoice, id: CommandId): { choice: KeyChoice; taken: TakenKey[] } {
  const own = COMMANDS.find((command) => command.id === id)?.keys ?? [];
  const { choice: given, taken } = remap(choice, id, own);
  const { [id]: _own, ...rest } = given;
  return { choice: rest, taken };
}

/** What a key press means on the review screen; null where it is none of its business. */
export function commandOf(press: KeyPress, keymap: Keymap): Command | null {
  if (press.composing || press.alt) return null;
  const chord = chordOf(press, keymap.labels);
  if (chord === null) return null;
  if (press.target === "text" && !WHILE_TYPING.has(chord)) return null;
  if (press.target === "control" && WORKS_CONTROLS.has(chord)) return null;
  const command = keymap.commands.get(chord);
  if (command) return command;
  const labelId = keymap.labels.get(chord);
  return labelId ? { labelId } : null;
}

/**
 * How a key press is written in a keymap; null for a modifier alone. A letter is told apart by shift, any other sign
 * is what it is. On a keyboard of another script a letter is the Latin one that stands on its key, if no label has it.
 */
export function chordOf(press: KeyPress, labels: ReadonlyMap<string, string> = new Map()): string | null {
  if (MODIFIERS.has(press.key)) return null;
  const key = keyOf(press, labels);
  // A capital by caps lock is no capital; a sign on the upper row is itself.
  const tellsShift = key.length > 1 || /^\p{L}$/u.test(key);
  const shift = press.shift && tellsShift ? "Shift+" : "";
  return `${press.control ? "Mod+" : ""}${shift}${key}`;
}

function keyOf({ key, code }: KeyPress, labels: ReadonlyMap<string, string>): string {
  if (key === " ") return "Space";
  if (key.length > 1) return key;
  const lower = key.toLowerCase();
  if (/^[\p{ASCII}]$/u.test(lower) || labels.has(lower)) return lower;
  return /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? lower;
}
