import { createFormatter, createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import {
  DEFAULT_SORT,
  type ExemplarFilter,
  exemplarFilterSchema,
  NO_FILTER,
} from "#lib/exemplars/exemplar-views.ts";
import { messages } from "#lib/messages/messages.ts";
import { chipText } from "./chip-text.ts";
import {
  chosenValues,
  cleared,
  entryKey,
  FIELD_IDS,
  FILTER_FIELDS,
  type FieldId,
  isActive,
  toggled,
  type ValueField,
  withFilter,
} from "./filter-fields.ts";

const LABEL = "01939f0e-7b1c-7cc5-9d0a-0f6b7a1c2d3e";
const OTHER = "01939f0e-7b1c-7cc5-9d0a-0f6b7a1c2d3f";

/** One filter for each field that asks for something there. */
const ASKING: Record<FieldId, Partial<ExemplarFilter>> = {
  text: { text: "card", textMode: "exact" },
  status: { statuses: ["pending"] },
  label: { labelIds: [LABEL] },
  judged: { judged: ["differs"] },
  judgeScore: { judgeScores: ["none"] },
  finding: { findings: ["none"] },
  findingState: { findingState: "open" },
  leak: { leakFrom: 0 },
  similarity: { similarityTo: 0.5 },
  run: { runs: [7] },
  recipeVersion: { recipeVersionIds: [LABEL] },
  entry: { entries: [{ slot: "topic", value: "" }] },
  reviewer: { reviewerIds: [LABEL] },
  length: { lengthFrom: 10, lengthTo: 20 },
  made: { madeFrom: "2026-11-01T00:00:00.000Z" },
  decided: { decidedTo: "2026-11-21T23:59:59.999Z" },
  edited: { edited: true },
  flagged: { flagged: true },
  noted: { noted: true },
  like: { like: 812 },
  cluster: { cluster: LABEL },
  group: { group: LABEL },
  secondLook: { secondLook: LABEL },
};

describe("the fields of the filter", () => {
  it("are all that there is to filter by, each once", () => {
    const keys = FIELD_IDS.flatMap((field): string[] => [...FILTER_FIELDS[field].keys]);
    expect(keys.toSorted()).toEqual(Object.keys(exemplarFilterSchema.shape).toSorted());
  });

  it.each(FIELD_IDS)("%s is active where it asks for something, and can be taken away", (field) => {
    const filter = { ...NO_FILTER, ...ASKING[field] };
    expect(FIELD_IDS.filter((other) => isActive(filter, other))).toEqual([field]);
    expect({ ...filter, ...cleared(field) }).toEqual(NO_FILTER);
  });
});

describe("ticking values", () => {
  it.each<[ValueField, string[], Partial<ExemplarFilter>]>([
    ["status", ["rejected", "pending"], { statuses: ["pending", "rejected"] }],
    ["status", ["pending", "pending"], {}],
    ["label", [LABEL, OTHER, LABEL], { labelIds: [OTHER] }],
    ["judged", ["unknown", "differs"], { judged: ["differs", "unknown"] }],
    ["judgeScore", ["none", "2", "1", "2"], { judgeScores: ["1", "none"] }],
    ["finding", ["none", "exactLeak"], { findings: ["exactLeak", "none"] }],
    ["findingState", ["open", "overridden"], { findingState: "overridden" }],
    ["findingState", ["open", "open"], {}],
    ["run", ["7", "12"], { runs: [7, 12] }],
    ["recipeVersion", [LABEL], { recipeVersionIds: [LABEL] }],
    ["reviewer", [LABEL], { reviewerIds: [LABEL] }],
    [
      "entry",
      [entryKey({ slot: "a:b", value: "c,d" }), entryKey({ slot: "a", value: "b:c,d" })],
      {
        entries: [
          { slot: "a:b", value: "c,d" },
          { slot: "a", value: "b:c,d" },
        ],
      },
    ],
  ])("of %s: %j", (field, keys, expected) => {
    let filter = NO_FILTER;
    for (const key of keys) filter = { ...filter, ...toggled(filter, field, key) };
    expect(filter).toEqual({ ...NO_FILTER, ...expected });
    expect(chosenValues(filter, field).length > 0).toBe(isActive(filter, field));
  });
});

describe("likeness", () => {
  const plain = { filter: NO_FILTER, sort: DEFAULT_SORT };

  it("orders what is like an exemplar from the start, and goes with it", () => {
    const like = withFilter(plain, { like: 812 });
    expect(like.sort).toEqual({ key: "likeness", direction: "asc" });
    expect(withFilter(like, { like: null })).toEqual(plain);
  });

  it("gives way to another order that was chosen", () => {
    const byLeak = { filter: { ...NO_FILTER, like: 812 }, sort: { key: "leak", direction: "desc" } as const };
    expect(withFilter(byLeak, { like: 813 }).sort).toEqual(byLeak.sort);
    expect(withFilter(byLeak, { like: null }).sort).toEqual(byLeak.sort);
  });
});

describe("active filters in words", () => {
  const names: Record<string, string> = {
    pending: "Pending",
    accepted: "Accepted",
    [LABEL]: "refund",
    1: "1 of 5",
    2: "2 of 5",
  };
  const words = {
    t: createTranslator({ locale: "en", messages, namespace: "review.filter" }),
    format: createFormatter({ locale: "en" }),
    nameOf: (_: ValueField, key: string) => names[key] ?? null,
    timeZone: "UTC",
  };

  it.each<[FieldId, Partial<ExemplarFilter>, string]>([
    ["status", { statuses: ["pending"] }, "Status: Pending"],
    ["status", { statuses: ["pending", "accepted"] }, "Status: Pending, Accepted"],
    ["status", {}, "Status: any"],
    ["label", { labelIds: [LABEL, OTHER] }, "Label: refund, a deleted label"],
    ["label", { labelIds: [LABEL, LABEL, LABEL, OTHER] }, "Label: refund, refund and 2 more"],
    ["run", { runs: [7] }, "Run: no longer there"],
    ["judgeScore", { judgeScores: ["1", "2"] }, "Judge's score: 1 of 5, 2 of 5"],
    ["leak", { leakFrom: 0.5 }, "Leak from 0.5"],
    ["leak", { leakFrom: 0, leakTo: 0.0625 }, "Leak 0–0.0625"],
    ["similarity", { similarityTo: 0.9 }, "Cosine up to 0.9"],
    ["length", { lengthFrom: 1200 }, "Length from 1,200"],
    ["length", {}, "Length: any"],
    ["made", { madeFrom: "2026-11-01T00:00:00.000Z" }, "Made from Nov 1, 2026"],
    [
      "made",
      { madeFrom: "2026-11-01T00:00:00.000Z", madeTo: "2026-11-01T23:59:59.999Z" },
      "Made: Nov 1, 2026",
    ],
    [
      "decided",
      { decidedFrom: "2026-11-01T00:00:00.000Z", decidedTo: "2026-11-02T23:59:59.999Z" },
      "Decided Nov 1, 2026–Nov 2, 2026",
    ],
    ["edited", { edited: true }, "Edited"],
    ["like", { like: 1812 }, "Like #1812"],
    ["cluster", { cluster: LABEL }, "One set of near-duplicates"],
    ["text", { text: "card", textMode: "words" }, "“card”"],
    ["text", { text: "card", textMode: "exact" }, "exactly “card”"],
    ["text", { text: "^car{2}d'", textMode: "regex" }, "/^car{2}d'/"],
  ])("%s %j reads %o", (field, filter, text) => {
    expect(chipText({ ...NO_FILTER, ...filter }, field, words)).toBe(text);
  });

  it("shortens what is long", () => {
    const text = chipText({ ...NO_FILTER, text: "x".repeat(200) }, "text", words);
    expect(text).toBe(`“${"x".repeat(39)}…”`);
  });
});
