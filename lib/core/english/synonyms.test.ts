import { expect, it } from "vitest";
import { synonymGroups } from "./synonyms.ts";

it("has groups of two words or more, none twice in one", () => {
  expect(synonymGroups.filter((group) => group.length < 2)).toEqual([]);
  expect(synonymGroups.filter((group) => new Set(group).size < group.length)).toEqual([]);
});

it("has words of small letters only", () => {
  expect(synonymGroups.flat().filter((word) => !/^[a-z]+$/.test(word))).toEqual([]);
});

it("has no group twice, and none within another", () => {
  const within = synonymGroups.filter((group, i) =>
    synonymGroups.some((other, j) => {
      const isWithin = i !== j && group.every((word) => other.includes(word));
      return isWithin && (other.length > group.length || j < i);
    }),
  );
  expect(within).toEqual([]);
});
