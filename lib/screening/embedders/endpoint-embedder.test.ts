import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Misbehaviour } from "#e2e/support/openai-behaviour.ts";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { askWhileHeld } from "../test/ask-while-held.ts";
import { endpointEmbedder } from "./endpoint-embedder.ts";

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
afterEach(() => server.behave({ script: [], key: null }));

const TEXTS = ["where is my parcel", "close my account"];
const never = new AbortController().signal;
/** Each asked at a pace of its own. */
const endpointOf = () => ({
  id: randomUUID(),
  baseUrl: server.baseUrl,
  model: "embed-model",
  key: "secret-key-1",
  mostAtOnce: 1,
});
const connect = (dimensions: number | null = null, endpoint = endpointOf()) => {
  return endpointEmbedder(endpoint, {
    dimensions,
    confirm: async () => {},
    sleep: async () => {},
    timeoutMs: 300,
  });
};

describe("endpointEmbedder", () => {
  it("gives a vector of length 1 for each text, and learns their dimensions", async () => {
    const embedder = connect();
    expect(embedder.id).toBe(`openai:${server.baseUrl}:embed-model`);
    const vectors = await embedder.embed(TEXTS, never);
    expect(embedder.dimensions).toBe(8);
    expect(vectors).toHaveLength(16);
    for (const row of [vectors.subarray(0, 8), vectors.subarray(8)]) {
      expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    }
    expect(server.requests.at(-1)).toMatchObject({
      authorization: "Bearer secret-key-1",
      body: { model: "embed-model", input: TEXTS, encoding_format: "float" },
    });
  });

  const failures: [Misbehaviour, string][] = [
    ["fewVectors", "wrongCount"],
    ["otherDimensions", "dimensionsChanged"],
    ["nanVector", "notFinite"],
    ["infiniteVector", "notFinite"],
    ["zeroVector", "noDirection"],
    ["emptyVector", "dimensionsChanged"],
    ["doubledIndex", "malformedReply"],
    ["wrongShape", "malformedReply"],
    ["notJson", "notJson"],
    ["cutOffBody", "notJson"],
    ["unauthorised", "unauthorised"],
    ["quota", "quotaExhausted"],
    ["modelNotFound", "notFound"],
    ["redirect", "redirected"],
    ["tooLongPrompt", "rejectedRequest"],
  ];
  it.each(failures)(
    "says what is wrong where the server does %s, and does not ask again",
    async (kind, code) => {
      const embedder = connect();
      await embedder.embed(TEXTS, never);
      const before = server.embedded().length;
      server.behave({ script: [kind] });
      await expect(embedder.embed(TEXTS, never)).rejects.toMatchObject({
        problem: { code },
        isPassing: false,
      });
      expect(server.embedded().length).toBe(before + 1);
    },
  );

  it("refuses vectors without numbers before it knows any", async () => {
    server.behave({ script: ["emptyVector"] });
    await expect(connect().embed(TEXTS, never)).rejects.toMatchObject({ problem: { code: "noDimensions" } });
  });

  const passing: [Misbehaviour, string, number][] = [
    ["rateLimited", "rateLimited", 4],
    ["serverError", "serverError", 4],
    ["reset", "unreachable", 4],
    ["hang", "timeout", 2],
    ["hangInBody", "timeout", 2],
  ];
  it.each(passing)(
    "asks again where the server does %s, then gives up for now",
    async (kind, code, tries) => {
      server.behave({ script: [kind] });
      expect(await connect().embed(TEXTS, never)).toHaveLength(16);
      const before = server.embedded().length;
      server.behave({ script: new Array(tries).fill(kind) });
      await expect(connect().embed(TEXTS, never)).rejects.toMatchObject({
        problem: { code },
        isPassing: true,
      });
      expect(server.embedded().length).toBe(before + tries);
    },
  );

  it("waits for its turn where a run asks the same endpoint", async () => {
    const endpoint = endpointOf();
    const ask = () => connect(null, endpoint).embed(TEXTS, never);
    const before = server.embedded().length;
    const sent = () => server.embedded().length - before;
    expect(await askWhileHeld({ endpoint, ask, sent })).toBe(0);
    expect(sent()).toBe(1);
  });

  it("stops with the signal's reason", async () => {
    server.behave({ script: ["hang"] });
    const signal = AbortSignal.timeout(50);
    await expect(connect().embed(TEXTS, signal)).rejects.toThrow(/timeout/i);
  });
});
