import { describe, expect, it } from "vitest";
import { oneAtATime } from "./one-at-a-time.ts";

describe("oneAtATime", () => {
  it("starts over at its end for whoever came meanwhile, once for all of them", async () => {
    const inTurn = oneAtATime();
    const gates: (() => void)[] = [];
    const work = () => new Promise<void>((resolve) => gates.push(resolve));
    const first = inTurn("a", work);
    await Promise.all([inTurn("a", work), inTurn("a", work)]);
    expect(gates).toHaveLength(1);
    gates[0]?.();
    await expect.poll(() => gates.length).toBe(2);
    gates[1]?.();
    await first;
    expect(gates).toHaveLength(2);
  });

  it("keeps no key waiting for another", async () => {
    const inTurn = oneAtATime();
    const never = inTurn("a", () => new Promise(() => {}));
    let done = false;
    await inTurn("b", async () => {
      done = true;
    });
    expect(done).toBe(true);
    void never;
  });

  it("is free again after a failure", async () => {
    const inTurn = oneAtATime();
    await expect(inTurn("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    let done = false;
    await inTurn("a", async () => {
      done = true;
    });
    expect(done).toBe(true);
  });
});
