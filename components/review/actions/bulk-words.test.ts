import { createTranslator } from "next-intl";
import { expect, it } from "vitest";
import { messages } from "#lib/messages/messages.ts";
import type { BulkPreview } from "#lib/review/bulk/bulk.ts";
import type { Decision } from "#lib/review/review.ts";
import { bulkWords } from "./bulk-words.ts";

const t = createTranslator({ locale: "en", messages, namespace: "bulk.panel.says" });
const NOTHING: BulkPreview = {
  matching: 0,
  changing: 0,
  withOpenFindings: 0,
  withOpenLeaks: 0,
  unscreened: 0,
  withoutSuggestion: 0,
};
const accept: Decision = { kind: "accept" };

it.each<[Decision, Partial<BulkPreview>, string[]]>([
  [
    accept,
    { matching: 3_412, changing: 3_100, withOpenFindings: 212, withOpenLeaks: 12, unscreened: 100 },
    [
      "3,100 will change.",
      "212 are that way already.",
      "212 have open findings, 12 of them leaks: those are held back from exports.",
      "100 wait to be screened and are left out.",
    ],
  ],
  [accept, { matching: 5, changing: 5, withOpenFindings: 1 }, ["5 will change.", "1 has an open finding."]],
  [accept, { matching: 5 }, ["Nothing would change: all 5 are that way already or left out."]],
  [accept, {}, ["Nothing would change: nothing matches."]],
  [
    { kind: "reject" },
    { matching: 9, changing: 9, withOpenFindings: 3, withOpenLeaks: 3 },
    ["9 will change.", "3 have open findings."],
  ],
  [
    { kind: "suggestion" },
    { matching: 9, changing: 4, withoutSuggestion: 5 },
    ["4 will change.", "5 have no suggested label and are left out."],
  ],
])("%o of %o", (decision, preview, sentences) => {
  const told = bulkWords({ ...NOTHING, ...preview }, decision);
  expect(told.map(({ key, values }) => t(key, values))).toEqual(sentences);
});
