import { describe, expect, it } from "vitest";
import { random } from "#lib/core/random.ts";
import { type LabelStanding, moreItemsFor, RECENT } from "./shortfall.ts";

const standing = (given: Partial<LabelStanding>): LabelStanding => ({
  target: 10,
  planned: 10,
  passing: 8,
  recent: [true, true, true, true, true, true, true, true, false, false],
  ...given,
});
const no = (count: number) => Array.from({ length: count }, () => false);

describe("moreItemsFor", () => {
  it.each<[string, Partial<LabelStanding>, number | string]>([
    ["nothing where the target is met", { passing: 10 }, "reached"],
    ["nothing where it is more than met", { passing: 12, planned: 14 }, "reached"],
    ["what is short, by the share that passed", { passing: 8 }, 3],
    ["all of it where half passed", { passing: 5 }, 10],
    ["a few where one unlucky item failed", { target: 1, planned: 1, passing: 0, recent: [false] }, 3],
    ["nothing after ten in a row", { passing: 5, planned: 20, recent: [...no(10), true] }, "notYielding"],
    ["on after nine in a row", { passing: 5, planned: 14, recent: [...no(9), true] }, 14],
    [
      "nothing where one in twenty passes",
      { passing: 4, planned: 40, recent: [true, ...no(19)] },
      "notYielding",
    ],
    ["nothing after ten times the target", { target: 2, planned: 40, passing: 1 }, "notYielding"],
    ["no more than ten times the target", { target: 2, planned: 38, passing: 1 }, 2],
  ])("asks for %s", (_name, given, expected) => expect(moreItemsFor(standing(given))).toBe(expected));

  it.each([0, 0.02, 0.2, 0.5, 0.9, 1])("comes to an end where a share of %d passes", (share) => {
    for (let seed = 0; seed < 50; seed++) {
      const chance = random(seed);
      const target = 1 + chance.int(40);
      let state: LabelStanding = { target, planned: 0, passing: 0, recent: [] };
      let more: number | string = target;
      for (let round = 0; typeof more === "number"; round++) {
        expect(round).toBeLessThan(100);
        const made = Array.from({ length: more }, () => chance.int(1_000) < share * 1_000);
        state = {
          target,
          planned: state.planned + more,
          passing: state.passing + made.filter(Boolean).length,
          recent: [...made, ...state.recent].slice(0, RECENT),
        };
        more = moreItemsFor(state);
      }
      expect(state.planned).toBeLessThanOrEqual(10 * target + RECENT);
      if (share >= 0.9) expect(more).toBe("reached");
      if (share === 0) expect(more).toBe("notYielding");
    }
  });
});
