import type { CommandId, KeyChoice, Keymap, TakenKey } from "../../state/keys/commands.ts";
import { chordOf, type KeyPress, remap } from "../../state/keys/keymap.ts";

/** What a key pressed for a command would mean. */
export type Assignment =
  /** A modifier alone: the key is still to come. */
  | { kind: "waits" }
  /** It is left as it is. */
  | { kind: "left" }
  /** The browser or the screen needs it. */
  | { kind: "fixed"; key: string }
  | { kind: "given"; choice: KeyChoice; key: string; taken: TakenKey[] };

type Pressed = Omit<KeyPress, "target">;

/** Keys that have to mean the same everywhere, and those that no page gets. */
const FIXED = /^(Shift\+)?(Tab|Escape|Enter|F\d+)$|^Mod\+|^ContextMenu$/;

/** The first key of the command becomes the one pressed; its others stay. */
export function assignKey(press: Pressed, id: CommandId, choice: KeyChoice, keymap: Keymap): Assignment {
  const key = press.composing || press.alt ? null : chordOf({ ...press, target: "other" });
  if (key === null) return { kind: "waits" };
  if (key === "Escape") return { kind: "left" };
  if (FIXED.test(key)) return { kind: "fixed", key };
  const [first, ...others] = keymap.keys[id];
  if (key === first) return { kind: "left" };
  const next = remap(choice, id, [key, ...others.filter((other) => other !== key)]);
  const labelId = keymap.labels.get(key);
  // A command that was remapped does not tell that a label loses its key.
  const fromLabel = labelId ? [{ key, from: { labelId }, by: id }] : [];
  return { kind: "given", choice: next.choice, key, taken: [...next.taken, ...fromLabel] };
}
