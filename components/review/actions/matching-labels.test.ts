import { expect, it } from "vitest";
import { matchingLabels } from "./matching-labels.ts";

const labels = ["card_arrival", "lost_or_stolen_card", "Refund_not_showing_up", "request_refund"].map(
  (name) => ({ name }),
);

it.each([
  ["", ["card_arrival", "lost_or_stolen_card", "Refund_not_showing_up", "request_refund"]],
  ["card", ["card_arrival", "lost_or_stolen_card"]],
  ["REFUND", ["Refund_not_showing_up", "request_refund"]],
  ["card lost", ["lost_or_stolen_card"]],
  ["or_stolen", ["lost_or_stolen_card"]],
  ["zebra", []],
])("%o finds %o", (search, expected) => {
  expect(matchingLabels(labels, search).map(({ name }) => name)).toEqual(expected);
});
