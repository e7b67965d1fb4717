import { expect, it } from "vitest";
import { ranked } from "./ranked.ts";

const labels = [
  "card_arrival",
  "lost_or_stolen_card",
  "Refund_not_showing_up",
  "request_refund",
  "wrong_exchange_rate_for_cash_withdrawal",
  "café-menu",
];

it.each<[string, string[]]>([
  ["", labels],
  ["  ", labels],
  ["card", ["card_arrival", "lost_or_stolen_card"]],
  ["REFUND", ["Refund_not_showing_up", "request_refund"]],
  ["card lost", ["lost_or_stolen_card"]],
  ["or_stolen", ["lost_or_stolen_card"]],
  ["re", ["Refund_not_showing_up", "request_refund"]],
  ["und", ["Refund_not_showing_up", "request_refund"]],
  ["cafe m", ["café-menu"]],
  ["sto ca", ["lost_or_stolen_card"]],
  ["rnsu", ["Refund_not_showing_up"]],
  ["wxrate", ["wrong_exchange_rate_for_cash_withdrawal"]],
  ["zebra", []],
])("%o finds %o", (search, expected) => expect(ranked(labels, search, (name) => name)).toEqual(expected));

it("puts what begins with it before words that do, and these before what holds it", () => {
  const names = ["unread", "already read", "to read", "reader"];
  expect(ranked(names, "read", (name) => name)).toEqual(["reader", "already read", "to read", "unread"]);
});

it("finds an item by any of its names", () => {
  const items = [
    { name: "Accept", also: ["approve"] },
    { name: "Reject", also: ["discard"] },
  ];
  expect(ranked(items, "appr", ({ name, also }) => [name, ...also])).toEqual([items[0]]);
});
