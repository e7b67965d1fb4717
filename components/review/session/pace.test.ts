import { expect, it } from "vitest";
import { leftIn, timeLeft } from "./pace.ts";

it.each<[number, number | null, [number, number] | null]>([
  [0, 30, [0, 0]],
  [1, 30, [0, 1]],
  [60, 30, [0, 2]],
  [61, 30, [0, 3]],
  [3_600, 40, [1, 30]],
  [100_000, 40, [42, 0]],
  [10, null, null],
  [10, 0, null],
  [10, 0.4, null],
])("%i left at %d a minute take %o", (left, rate, expected) => {
  const time = timeLeft(left, rate);
  expect(time && [time.hours, time.minutes]).toEqual(expected);
});

it.each([
  [[], 7],
  [["pending"], 7],
  [["pending", "accepted"], 7],
  [["accepted"], 0],
] as const)("of a view of %o is left %i", (statuses, left) => {
  const counts = { statuses: { pending: 7, accepted: 3, rejected: 2 } };
  expect(leftIn({ statuses: [...statuses] }, counts)).toBe(left);
});
