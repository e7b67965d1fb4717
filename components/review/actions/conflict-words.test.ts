import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { messages } from "#lib/messages/messages.ts";
import type { Conflict } from "../state/review-state.ts";
import { conflictWords } from "./conflict-words.ts";

const t = createTranslator({ locale: "en", messages, namespace: "review.save.conflicts" });
const label = { id: "b", name: "refund", colour: "#000000" };
const ada = { kind: "reject", by: "Ada", at: "2026-01-01T00:00:00Z" } as const;
const conflict = (asked: Partial<Conflict>): Conflict => ({
  id: "x",
  number: 12,
  mine: { kind: "decide", decision: { kind: "accept" } },
  newest: ada,
  reason: "changed",
  ...asked,
});

it.each<[Partial<Conflict>, string, boolean]>([
  [{}, "#12: you accepted it, but Ada rejected it 3 s ago.", true],
  [
    { mine: { kind: "decide", decision: { kind: "relabel", labelId: "b" }, label } },
    "#12: you relabelled it as refund, but Ada rejected it 3 s ago.",
    true,
  ],
  [
    { mine: { kind: "edit", text: "x" }, newest: { ...ada, kind: "edit" } },
    "#12: you edited it, but Ada edited it 3 s ago.",
    true,
  ],
  [
    { mine: { kind: "undo", undoes: null, before: [] }, newest: { ...ada, kind: "relabel" } },
    "#12: you took back a step on it, but Ada relabelled it 3 s ago.",
    true,
  ],
  [
    { newest: { ...ada, by: "Bo" } },
    "#12: you accepted it, but rejected it 3 s ago in another window.",
    true,
  ],
  [{ newest: null }, "#12: you accepted it, but it was changed meanwhile.", true],
  [{ reason: "gone", newest: null }, "#12: you accepted it, but it was deleted meanwhile.", false],
  [{ reason: "unscreened" }, "#12 was not accepted: it waits to be screened.", false],
  [
    { reason: "noSuggestion", mine: { kind: "decide", decision: { kind: "suggestion" } } },
    "#12 was not relabelled: no label is suggested for it any more.",
    false,
  ],
])("%o", (asked, sentence, isOpen) => {
  const words = conflictWords(conflict(asked), "Bo");
  expect(t(words.key, { ...words.values, ago: "3 s ago" })).toBe(sentence);
  expect(words.isOpen).toBe(isOpen);
});
