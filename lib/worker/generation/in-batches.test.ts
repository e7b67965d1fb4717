import { expect, it } from "vitest";
import { inBatches } from "./in-batches.ts";

it("does together what is asked for together, and gives each its own", async () => {
  const batches: number[][] = [];
  const double = inBatches(async (batch: number[]) => {
    batches.push(batch);
    return batch.map((number) => 2 * number);
  }, 1);
  expect(await Promise.all([1, 2, 3].map(double))).toEqual([2, 4, 6]);
  expect(await double(4)).toBe(8);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

it("takes what comes while a batch is under way into the next, one after another", async () => {
  let underWay = 0;
  let most = 0;
  const work = inBatches(async (batch: number[]) => {
    most = Math.max(most, ++underWay);
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay--;
    return batch;
  }, 1);
  const first = work(1);
  await new Promise((resolve) => setTimeout(resolve, 3));
  expect(await Promise.all([first, work(2), work(3)])).toEqual([1, 2, 3]);
  expect(most).toBe(1);
});

it("fails all of a batch and none of the next", async () => {
  let isBroken = true;
  const work = inBatches(async (batch: number[]) => {
    if (isBroken) throw new Error("broken");
    return batch;
  }, 1);
  const asked = await Promise.allSettled([work(1), work(2)]);
  expect(asked.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  isBroken = false;
  expect(await work(3)).toBe(3);
});
