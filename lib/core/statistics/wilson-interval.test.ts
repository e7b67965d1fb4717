import { expect, it } from "vitest";
import { wilsonInterval } from "./wilson-interval.ts";

// By the closed form; the rows of 10, 29 and 30 are the ones often printed in textbooks.
it.each([
  [0, 10, 0, 0.2775],
  [1, 10, 0.0179, 0.4042],
  [5, 10, 0.2366, 0.7634],
  [10, 10, 0.7225, 1],
  [1, 29, 0.0061, 0.1718],
  [20, 2000, 0.0065, 0.0154],
  [0, 1, 0, 0.7935],
])("%i of %i", (count, of, low, high) => {
  const found = wilsonInterval(count, of);
  expect(found).toMatchObject({ count, of, share: count / of });
  expect(found?.low).toBeCloseTo(low, 4);
  expect(found?.high).toBeCloseTo(high, 4);
});

it("has nothing to say of nothing", () => {
  expect(wilsonInterval(0, 0)).toBeNull();
});
