import type { ReactNode } from "react";

/** One thing that a list offers. */
export interface Choice {
  id: string;
  /** What it is found by; also what it shows, unless `shows` says it better. */
  text: string;
  /** Other words that find it. */
  also?: readonly string[];
  shows?: ReactNode;
  /** What stands on the right before the keys. */
  note?: ReactNode;
  /** The keys that do the same. */
  keys?: readonly string[];
  /** The heading that it stands under; choices of one group stand together. */
  group?: string;
  choose: () => void;
}

/** The choices with those of one group together, groups in the order in which they first come. */
export function grouped(choices: readonly Choice[]): { group: string | null; choices: Choice[] }[] {
  const groups = Map.groupBy(choices, ({ group }) => group ?? null);
  return [...groups].map(([group, members]) => ({ group, choices: members }));
}
