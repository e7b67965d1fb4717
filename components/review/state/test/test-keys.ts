import type { KeyPress } from "../keys/keymap.ts";

/** A key as it is pressed among the rows. */
export const press = (key: string, given: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: "",
  shift: false,
  control: false,
  alt: false,
  composing: false,
  target: "other",
  ...given,
});
