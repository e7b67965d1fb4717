import { describe, expect, it } from "vitest";
import type { ChatRequest, Llm } from "../llm.ts";
import type { ChatOutcome } from "../llm-outcome.ts";
import { createPace } from "./pace.ts";
import { paced } from "./paced.ts";
import { paceOf } from "./paces.ts";

const request: ChatRequest = {
  messages: [{ role: "user", content: "Write." }],
  temperature: 1,
  topP: 1,
  maxTokens: 8,
  seed: 1,
};
const never = new AbortController().signal;
const answer: ChatOutcome = {
  kind: "text",
  text: "a",
  raw: "{}",
  usage: { promptTokens: 1, completionTokens: 1 },
};
const clock = { now: () => 0, after: () => {} };

/** Answers when it is told to. */
function heldBack() {
  const asked: { settle: (outcome: ChatOutcome) => void; fail: (error: Error) => void }[] = [];
  const llm: Llm = {
    ask: () => new Promise((settle, fail) => asked.push({ settle, fail })),
  };
  const reached = (count: number) => expect.poll(() => asked.length).toBe(count);
  return { llm, asked, reached };
}

describe("a paced model", () => {
  it("asks when it is its turn, and gives the turn on however the asking ended", async () => {
    const { llm, asked, reached } = heldBack();
    const seated = paced(llm, createPace(clock).join(1), clock, never);
    const first = seated.ask(request, never);
    const second = seated.ask(request, never);
    const third = seated.ask(request, never);
    await reached(1);
    asked[0]?.settle(answer);
    expect(await first).toEqual({ ...answer, latencyMs: 0 });
    await reached(2);
    asked[1]?.fail(new Error("spent"));
    await expect(second).rejects.toThrow("spent");
    await reached(3);
    asked[2]?.settle(answer);
    expect(await third).toMatchObject({ kind: "text" });
  });

  it("leaves the queue when nobody waits for it any more", async () => {
    const { llm, asked, reached } = heldBack();
    const seated = paced(llm, createPace(clock).join(1), clock, never);
    const first = seated.ask(request, never);
    const controller = new AbortController();
    const second = seated.ask(request, controller.signal);
    await reached(1);
    controller.abort(new Error("cancelled"));
    await expect(second).rejects.toThrow("cancelled");
    asked[0]?.settle(answer);
    await first;
    expect(asked).toHaveLength(1);
    await expect(seated.ask(request, controller.signal)).rejects.toThrow("cancelled");
  });

  it("says how long the asking took, without the wait", async () => {
    let now = 0;
    const { llm, asked, reached } = heldBack();
    const ticking = { now: () => now, after: () => {} };
    const seated = paced(llm, createPace(ticking).join(1), ticking, never);
    const first = seated.ask(request, never);
    const second = seated.ask(request, never);
    await reached(1);
    now = 100;
    asked[0]?.settle(answer);
    expect(await first).toMatchObject({ latencyMs: 100 });
    await reached(2);
    now = 130;
    asked[1]?.settle(answer);
    expect(await second).toMatchObject({ latencyMs: 30 });
  });
});

describe("the pace of an endpoint", () => {
  it("is one for all who ask it, by its id", () => {
    const sleeping = { now: () => 0, sleep: async () => {} };
    const endpoint = { baseUrl: "http://127.0.0.1:1/v1", model: "m", key: null };
    const pace = paceOf({ ...endpoint, id: "one" }, sleeping);
    expect(paceOf({ ...endpoint, id: "one", key: "new" }, sleeping)).toBe(pace);
    expect(paceOf({ ...endpoint, id: "two" }, sleeping)).not.toBe(pace);
  });

  it("is forgotten when nobody asked for long, and not while somebody sits there", () => {
    let now = 0;
    const sleeping = { now: () => now, sleep: async () => {} };
    const endpoint = { baseUrl: "http://127.0.0.1:1/v1", model: "m", key: null, id: "three" };
    const pace = paceOf(endpoint, sleeping);
    const seat = pace.join(1);
    now = 3_600_000;
    expect(paceOf(endpoint, sleeping)).toBe(pace);
    seat.leave();
    expect(paceOf(endpoint, sleeping)).not.toBe(pace);
  });
});
