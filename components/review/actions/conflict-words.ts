import type { Conflict } from "../state/review-state.ts";

/** Which sentence of `review.save.conflicts` tells a conflict, and what it is told with. */
export interface ConflictWords {
  key: "changed" | "changedByMe" | "changedUnknown" | "gone" | "unscreened" | "noSuggestion";
  /** `at` is the moment of the other's decision, to be said as how long ago it was. */
  values: { number: number; mine: string; label: string; theirs: string; by: string };
  at: string | null;
  /** Making the own change after all is possible. */
  isOpen: boolean;
}

/** @param me the name of who reviews here: a second window of theirs is no other person */
export function conflictWords({ number, mine, newest, reason }: Conflict, me: string): ConflictWords {
  const values = {
    number,
    mine: mine.kind === "decide" ? mine.decision.kind : mine.kind,
    label: (mine.kind === "decide" && mine.label?.name) || "",
    theirs: newest?.kind ?? "",
    by: newest?.by ?? "",
  };
  if (reason !== "changed") return { key: reason, values, at: null, isOpen: false };
  if (!newest) return { key: "changedUnknown", values, at: null, isOpen: true };
  return { key: newest.by === me ? "changedByMe" : "changed", values, at: newest.at, isOpen: true };
}
