/** What can be done on the review screen, and the keys that do it unless somebody chose others. */
interface CommandEntry {
  id: string;
  /** Chords: `j`, `Shift+j`, `Mod+a` (control, or command on a Mac), or a name as the browser gives it. */
  keys: readonly string[];
  group: "move" | "decide" | "select" | "view" | "help";
}

export const COMMANDS = [
  { id: "next", keys: ["j", "ArrowDown"], group: "move" },
  { id: "previous", keys: ["k", "ArrowUp"], group: "move" },
  { id: "nextPage", keys: ["PageDown"], group: "move" },
  { id: "previousPage", keys: ["PageUp"], group: "move" },
  { id: "first", keys: ["Home"], group: "move" },
  { id: "last", keys: ["End"], group: "move" },
  { id: "nextFinding", keys: ["n"], group: "move" },
  { id: "previousFinding", keys: ["p"], group: "move" },
  { id: "accept", keys: ["a"], group: "decide" },
  { id: "reject", keys: ["r"], group: "decide" },
  { id: "reopen", keys: ["Backspace"], group: "decide" },
  { id: "suggestion", keys: ["s"], group: "decide" },
  { id: "relabel", keys: ["l"], group: "decide" },
  { id: "edit", keys: ["e"], group: "decide" },
  { id: "flag", keys: ["f"], group: "decide" },
  { id: "note", keys: ["m"], group: "decide" },
  { id: "undo", keys: ["u"], group: "decide" },
  { id: "redo", keys: ["Shift+u"], group: "decide" },
  { id: "toggle", keys: ["x", "Space"], group: "select" },
  { id: "extendDown", keys: ["Shift+j", "Shift+ArrowDown"], group: "select" },
  { id: "extendUp", keys: ["Shift+k", "Shift+ArrowUp"], group: "select" },
  { id: "selectAll", keys: ["Mod+a"], group: "select" },
  { id: "selectCluster", keys: ["c"], group: "select" },
  { id: "clear", keys: ["Escape"], group: "select" },
  { id: "open", keys: ["Enter"], group: "view" },
  { id: "details", keys: ["o"], group: "view" },
  { id: "like", keys: ["y"], group: "view" },
  { id: "layout", keys: ["v"], group: "view" },
  { id: "search", keys: ["/"], group: "view" },
  { id: "filter", keys: ["Shift+f"], group: "view" },
  { id: "queue", keys: ["Shift+q"], group: "view" },
  { id: "reload", keys: ["."], group: "view" },
  { id: "advance", keys: ["t"], group: "view" },
  { id: "palette", keys: ["Mod+k"], group: "help" },
  { id: "keys", keys: ["?"], group: "help" },
  { id: "session", keys: ["i"], group: "help" },
  { id: "guidelines", keys: ["g"], group: "help" },
  { id: "secondLook", keys: ["d"], group: "help" },
] as const satisfies readonly CommandEntry[];

export type CommandId = (typeof COMMANDS)[number]["id"];
export type CommandGroup = CommandEntry["group"];
/** A command, or the label that a key relabels with. */
export type Command = CommandId | { labelId: string };

/** The keys that somebody gave to commands; a command that is absent has its own. */
export type KeyChoice = Partial<Record<CommandId, readonly string[]>>;

/** A key that two ask for, and who has it. */
export interface TakenKey {
  key: string;
  /** Who goes without it. */
  from: Command;
  /** Who has it. */
  by: Command;
}

export interface Keymap {
  keys: Readonly<Record<CommandId, readonly string[]>>;
  commands: ReadonlyMap<string, CommandId>;
  /** Which key relabels with which label. */
  labels: ReadonlyMap<string, string>;
  taken: readonly TakenKey[];
  /** How the control key is called on this machine. */
  mod: "Ctrl" | "⌘";
}

export function isCommandId(text: string): text is CommandId {
  return COMMANDS.some(({ id }) => id === text);
}

const GLYPHS: Record<string, string> = {
  ArrowDown: "↓",
  ArrowUp: "↑",
  ArrowLeft: "←",
  ArrowRight: "→",
  PageDown: "PgDn",
  PageUp: "PgUp",
  Backspace: "⌫",
  Delete: "Del",
  Escape: "Esc",
  Space: "␣",
  Shift: "⇧",
};

/** The keys of a command as they are printed, the first one on its button. */
export function keysOf(keymap: Keymap, id: CommandId): string[] {
  return keymap.keys[id].map((key) => printedKey(key, keymap.mod));
}

export function printedKey(chord: string, mod: Keymap["mod"]): string {
  return chord
    .split("+")
    .map((part) => (part === "Mod" ? mod : (GLYPHS[part] ?? part)))
    .join(" ");
}
