import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { savingInBatches } from "./saving-in-batches.ts";

describe("saving in batches", () => {
  it("saves what is left without another wait when there will be no more, in order", async () => {
    const batches: number[][] = [];
    const saving = savingInBatches<number>(async (batch) => void batches.push(batch));
    for (let thing = 0; thing < 300; thing++) await saving.add(thing);
    const flushed = saving.flush().then(() => "saved");
    expect(await Promise.race([flushed, sleep(100, "waited")])).toBe("saved");
    expect(batches.map(({ length }) => length)).toEqual([256, 44]);
    expect(batches.flat()).toEqual(Array.from({ length: 300 }, (_, thing) => thing));
  });

  it("takes nothing more once a save has failed, and says so at the end", async () => {
    const saving = savingInBatches<number>(async () => {
      throw new Error("the disk is full");
    });
    await saving.add(1);
    await expect(saving.flush()).rejects.toThrow("the disk is full");
    await expect(saving.add(2)).rejects.toThrow("the disk is full");
  });
});
