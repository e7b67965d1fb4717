import { expect } from "vitest";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";
import type { Turn } from "#lib/server/llm/pace/pace.ts";
import { paceOf } from "#lib/server/llm/pace/paces.ts";

/**
 * Asks while a run has the only turn at an endpoint, which then gives it on.
 * @param of.endpoint allows one question at once
 * @returns how many questions were sent before
 */
export async function askWhileHeld(of: {
  endpoint: LlmEndpoint;
  ask: () => Promise<unknown>;
  sent: () => number;
}): Promise<number> {
  const pace = paceOf(of.endpoint);
  const run = pace.join(1);
  const turn = await new Promise<Turn>((resolve) => void run.wait(1, resolve));
  const asking = of.ask();
  await expect.poll(pace.seats).toBe(2);
  const before = of.sent();
  turn.end({ kind: "answered", tokens: null });
  run.leave();
  await asking;
  expect(pace.seats()).toBe(0);
  return before;
}
