import { describe, expect, it } from "vitest";
import { readCursor, readNumbers, readPageRequest, writeCursor } from "./exemplar-pages.ts";
import {
  DEFAULT_SORT,
  type ExemplarView,
  isFiltered,
  NO_FILTER,
  readPlace,
  readView,
  SORT_KEYS,
  writeView,
} from "./exemplar-views.ts";
import { isHeldBack } from "./exemplars.ts";

const LABEL = "01939f0e-7b1c-7cc5-9d0a-0f6b7a1c2d3e";

describe("the address of a view", () => {
  const full: ExemplarView = {
    filter: {
      statuses: ["pending", "rejected"],
      labelIds: [LABEL],
      runs: [7, 12],
      recipeVersionIds: [LABEL],
      entries: [
        { slot: "topic", value: "a, b: c & 50%" },
        { slot: "wie, wo:", value: "支付" },
      ],
      findings: ["exactLeak", "none"],
      findingState: "open",
      judged: ["differs", "unknown"],
      judgeScores: ["1", "5", "none"],
      lengthFrom: 0,
      lengthTo: 10_000,
      madeFrom: "2026-01-02T03:04:05.678Z",
      madeTo: "2026-02-02T00:00:00Z",
      decidedFrom: "2026-01-02T03:04:05.678Z",
      decidedTo: "2026-02-02T00:00:00Z",
      reviewerIds: [LABEL],
      edited: true,
      flagged: true,
      noted: true,
      cluster: LABEL,
      group: LABEL,
      secondLook: LABEL,
      like: 812,
      leakFrom: 0.02,
      leakTo: 0.5,
      similarityFrom: 0.5,
      similarityTo: 0.925,
      text: "50% off & more, “ok”",
      textMode: "regex",
    },
    sort: { key: "similarity", direction: "desc" },
  };

  it("is read as it was written", () => {
    expect(readView(new URLSearchParams(writeView(full, 812)))).toEqual(full);
    expect(readPlace(new URLSearchParams(writeView(full, 812)))).toBe(812);
  });

  it("is empty for the plain view", () => {
    expect(writeView({ filter: NO_FILTER, sort: DEFAULT_SORT })).toBe("");
    expect(readView([])).toEqual({ filter: NO_FILTER, sort: DEFAULT_SORT });
    expect(isFiltered(NO_FILTER)).toBe(false);
    expect(isFiltered(full.filter)).toBe(true);
  });

  it("asks for nothing where it does not fit", () => {
    const wild = new URLSearchParams(
      `status=pending,open&label=x,${LABEL}&run=0,-1,1.5,three,4&finding=leak&state=shut&from=2&to=-1&q=${"x".repeat(201)}&sort=colour-up&at=-3` +
        "&recipe=3&entry=topic,%25E0%25A4%25A:x,:x&judged=yes&judgeScore=0,6,3.5,any&lengthFrom=-1&lengthTo=10001&madeFrom=yesterday" +
        "&decidedTo=2026-13-01T00:00:00Z&by=me&edited=true&flagged=1&noted=no&group=x&look=9&like=0&mode=glob",
    );
    expect(readView(wild)).toEqual({
      filter: { ...NO_FILTER, statuses: ["pending"], labelIds: [LABEL], runs: [4] },
      sort: DEFAULT_SORT,
    });
    expect(readPlace(wild)).toBeNull();
  });

  it("keeps a mode of search only where something is searched for, and likeness only to something", () => {
    expect(writeView({ ...full, filter: { ...NO_FILTER, textMode: "exact" } })).not.toContain("mode");
    expect(readView(new URLSearchParams("sort=likeness-asc")).sort).toEqual(DEFAULT_SORT);
    const like = readView(new URLSearchParams("sort=likeness-asc&like=7"));
    expect(like.sort).toEqual({ key: "likeness", direction: "asc" });
  });

  it.each([
    ["", { from: "start" }],
    ["around=812", { from: "around", number: 812 }],
    ["index=0", { from: "index", index: 0 }],
    ["index=-1", { from: "start" }],
    ["after=5~", { from: "after", cursor: "5~" }],
    ["before=5~0.5&index=9", { from: "before", cursor: "5~0.5" }],
  ])("asks for a page by %o", (address, expected) => {
    expect(readPageRequest(new URLSearchParams(address))).toEqual(expected);
  });

  it("names exemplars by number", () => {
    expect(readNumbers(new URLSearchParams("numbers=3,x,0,2.5,12"))).toEqual([3, 12]);
  });
});

describe("cursors", () => {
  const samples = {
    number: null,
    attention: "0.875",
    leak: "0.30000000000000004",
    similarity: "0.1",
    judge: "4",
    findings: "3",
    agreement: "0.05",
    label: LABEL,
    length: "10000",
    group: LABEL,
    decided: "2026-01-02T03:04:05.678Z",
    likeness: "12",
  };

  it.each(SORT_KEYS)("by %s are read as they were written", (key) => {
    const cursor = { value: samples[key], number: 812 };
    expect(readCursor(writeCursor(cursor), key)).toEqual(cursor);
  });

  it.each([
    ["leak", "812~"],
    ["similarity", "812~"],
    ["judge", "812~"],
    ["decided", "812~"],
    ["similarity", "3~1e-05"],
    ["attention", "812~"],
    ["agreement", "812~"],
    ["group", "812~"],
  ] as const)("by %s may be %s", (key, text) => {
    expect(readCursor(text, key)).not.toBeNull();
  });

  it.each([
    ["number", "812"],
    ["number", "812~5"],
    ["number", "~"],
    ["findings", "812~"],
    ["label", "812~'; DROP TABLE"],
    ["length", "812~"],
    ["group", "812~7"],
    ["likeness", "812~"],
    ["judge", "812~4.5"],
    ["similarity", "812~abc"],
    ["decided", "812~yesterday"],
  ] as const)("by %s are not %s", (key, text) => {
    expect(readCursor(text, key)).toBeNull();
  });
});

it.each([
  ["accepted", "exactLeak", "open", true],
  ["accepted", "semanticLeak", "open", true],
  ["accepted", "unjudged", "open", true],
  ["accepted", "labelConflict", "open", false],
  ["accepted", "nearLeak", "overridden", false],
  ["accepted", "duplicate", "open", false],
  ["pending", "exactLeak", "open", false],
] as const)("%s with a finding %s %s is held back: %s", (status, kind, state, expected) => {
  expect(isHeldBack({ status, findings: [{ kind, state }] })).toBe(expected);
});
