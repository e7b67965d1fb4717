import { describe, expect, it } from "vitest";
import { EMPTY_WINDOW, type GridWindow } from "../state/rows/grid-window.ts";
import { rowOf } from "../state/test/test-rows.ts";
import { groupRuns, groupSummary, runAt } from "./group-runs.ts";

/** A row for each letter: of the group of that name, or of none. */
function windowOf(
  letters: string,
  sizes: Record<string, number>,
  given: Partial<GridWindow> = {},
): GridWindow {
  const rows = [...letters].map((letter, at) =>
    rowOf(at + 1, { group: letter === "." ? null : { id: letter, size: sizes[letter] ?? 1 } }),
  );
  return { ...EMPTY_WINDOW, rows, ...given };
}

describe("groups among the rows", () => {
  it.each([
    ["aabbb..", { a: 2, b: 3 }, ["a 0–1 of 2", "b 2–4 of 3"]],
    ["....", {}, []],
    ["", {}, []],
    // The filter has only some of them.
    ["aab.", { a: 9, b: 4 }, ["a 0–1 of 9", "b 2–2 of 4"]],
    ["a.b", { a: 1, b: 1 }, []],
  ])("%s", (letters, sizes, expected) => {
    const runs = groupRuns(windowOf(letters, sizes));
    expect(runs.map(({ id, first, last, size }) => `${id} ${first}–${last} of ${size}`)).toEqual(expected);
    expect(runs.every(({ isWhole }) => isWhole)).toBe(true);
  });

  it("may go on where rows are not held", () => {
    const runs = groupRuns(
      windowOf("aabbcc", { a: 3, b: 2, c: 5 }, { start: 100, hasBefore: true, hasAfter: true }),
    );
    expect(runs.map(({ first, isWhole }) => [first, isWhole])).toEqual([
      [100, false],
      [102, true],
      [104, false],
    ]);
  });

  it("are found by a place", () => {
    const runs = groupRuns(windowOf("aa.bbb.", { a: 2, b: 3 }, { start: 10 }));
    expect([9, 10, 11, 12, 13, 15, 16, 17].map((index) => runAt(runs, index)?.id ?? null)).toEqual([
      null,
      "a",
      "a",
      null,
      "b",
      "b",
      null,
      null,
    ]);
  });
});

it("tells what is pending and which labels there are", () => {
  const fee = { id: "fee", name: "fee", colour: "#aa0000" };
  const rows = [rowOf(1, { label: fee }), rowOf(2), rowOf(3, { status: "accepted" })];
  expect(groupSummary(rows)).toEqual({
    pending: 2,
    labels: [
      { name: "refund", colour: "#336699", count: 2 },
      { name: "fee", colour: "#aa0000", count: 1 },
    ],
  });
});
