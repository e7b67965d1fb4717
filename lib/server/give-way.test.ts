import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { database, db } from "./db.ts";
import { giveWay } from "./give-way.ts";
import { useDatabase } from "./test/database.ts";

useDatabase();

const ask = (order: string[], name: string) => db().$queryRaw`SELECT 1`.then(() => order.push(name));

it("goes on at once where nobody waits", async () => {
  await giveWay();
});

it("lets those go first who wait", async () => {
  const order: string[] = [];
  const asked = Array.from({ length: 5 }, (_, i) => ask(order, `page ${i}`));
  while (database().pool.waitingCount === 0) await setImmediate();
  await giveWay();
  order.push("background");
  await Promise.all(asked);
  expect(order.at(-1)).toBe("background");
});

it("waits for the next question of somebody who is just being answered", async () => {
  const order: string[] = [];
  const page = ask(order, "first").then(() => ask(order, "second"));
  while (database().pool.idleCount === database().pool.totalCount) await setImmediate();
  expect(database().pool.waitingCount).toBe(0);
  await giveWay();
  order.push("background");
  await page;
  expect(order).toEqual(["first", "second", "background"]);
});

it("does not wait for ever for those who always ask", async () => {
  const order: string[] = [];
  let isOver = false;
  const greedy = async () => {
    while (!isOver) await ask(order, "page");
  };
  const asking = [greedy(), greedy(), greedy()];
  while (database().pool.waitingCount === 0) await setImmediate();
  await giveWay();
  isOver = true;
  await Promise.all(asking);
  expect(order).toContain("page");
});
