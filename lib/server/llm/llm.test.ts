import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Misbehaviour } from "#e2e/support/openai-behaviour.ts";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { forgetDialect } from "./dialects.ts";
import { consented } from "./egress.ts";
import { listModels } from "./list-models.ts";
import { connectLlm, outcomeOfAnswer } from "./llm.ts";

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.behave({
    script: [],
    latencyMs: 0,
    wantsMaxCompletionTokens: false,
    refusesSeed: false,
    refusesSchema: false,
    key: null,
    answer: null,
  });
  forgetDialect(endpoint());
});

const request = {
  messages: [{ role: "user" as const, content: "Write one question about a parcel." }],
  temperature: 0.7,
  topP: 0.9,
  maxTokens: 64,
  seed: 7,
};
const never = new AbortController().signal;
const endpoint = () => ({ baseUrl: server.baseUrl, model: "test-model", key: "secret-key-1" });

describe("ask", () => {
  it("sends the recipe's settings and gives the text", async () => {
    const outcome = await connectLlm(endpoint(), consented).ask(request, never);
    expect(outcome).toMatchObject({ kind: "text", text: expect.stringContaining("why") });
    expect(server.chats().at(-1)).toMatchObject({
      authorization: "Bearer secret-key-1",
      body: {
        model: "test-model",
        temperature: 0.7,
        top_p: 0.9,
        max_tokens: 64,
        seed: 7,
        messages: request.messages,
      },
    });
  });

  const outcomes: [Misbehaviour, object][] = [
    ["cutOffReply", { kind: "unusable", code: "cutOff" }],
    [
      "cutOffBody",
      { kind: "unusable", code: "notJson", raw: expect.stringMatching(/"finish_reason":"stop"/) },
    ],
    ["notJson", { kind: "unusable", code: "notJson", raw: "<html><body>Bad gateway</body></html>" }],
    ["wrongShape", { kind: "unusable", code: "malformedReply" }],
    ["empty", { kind: "unusable", code: "empty" }],
    ["filtered", { kind: "unusable", code: "filtered" }],
    ["refused", { kind: "unusable", code: "refused", detail: "I cannot help with that." }],
    ["tooLongPrompt", { kind: "unusable", code: "rejectedRequest" }],
    ["serverError", { kind: "transient", code: "serverError", detail: "500 The server had an error" }],
    ["reset", { kind: "transient", code: "unreachable" }],
    ["hang", { kind: "transient", code: "timeout" }],
    ["hangInBody", { kind: "transient", code: "timeout" }],
    ["unauthorised", { kind: "stop", code: "unauthorised" }],
    ["forbidden", { kind: "stop", code: "forbidden" }],
    [
      "modelNotFound",
      { kind: "stop", code: "notFound", detail: "404 The model 'test-model' does not exist" },
    ],
    ["badRequest", { kind: "stop", code: "badRequest" }],
    ["quota", { kind: "stop", code: "quotaExhausted" }],
    [
      "redirect",
      { kind: "stop", code: "redirected", detail: "http://elsewhere.invalid/v1/chat/completions" },
    ],
  ];
  it.each(outcomes)("tells what %s is", async (kind, expected) => {
    server.behave({ script: [kind] });
    expect(await connectLlm(endpoint(), consented, 400).ask(request, never)).toMatchObject(expected);
  });

  it("reads how long to wait", async () => {
    server.behave({ script: ["rateLimited"], retryAfter: 3 });
    expect(await connectLlm(endpoint(), consented).ask(request, never)).toMatchObject({
      kind: "transient",
      code: "rateLimited",
      retryAfterMs: 3000,
    });
  });

  it("says which address does not answer", async () => {
    const { baseUrl, close } = await startOpenaiServer();
    await close();
    const outcome = await connectLlm({ ...endpoint(), baseUrl }, consented).ask(request, never);
    expect(outcome).toMatchObject({
      code: "unreachable",
      detail: expect.stringContaining(new URL(baseUrl).host),
    });
  });

  it("rejects with the signal's reason, at once", async () => {
    server.behave({ script: ["hang"] });
    const controller = new AbortController();
    const asked = connectLlm(endpoint(), consented).ask(request, controller.signal);
    setTimeout(() => controller.abort(new Error("cancelled")), 50);
    await expect(asked).rejects.toThrow("cancelled");
  });

  it("learns what the server calls the limit of tokens, and that it knows no seeds", async () => {
    server.behave({ wantsMaxCompletionTokens: true, refusesSeed: true });
    const llm = connectLlm(endpoint(), consented);
    expect(await llm.ask(request, never)).toMatchObject({ kind: "text" });
    const before = server.chats().length;
    expect(await llm.ask(request, never)).toMatchObject({ kind: "text" });
    expect(server.chats().length).toBe(before + 1);
    expect(server.chats().at(-1)?.body).toMatchObject({ max_completion_tokens: 64 });
  });

  it("learns it once where several are asked at once", async () => {
    server.behave({ wantsMaxCompletionTokens: true, refusesSeed: true, refusesSchema: true });
    const llm = connectLlm(endpoint(), consented);
    const schema = { name: "any", schema: { type: "object" } };
    const asked = Array.from({ length: 4 }, () => llm.ask({ ...request, schema }, never));
    expect((await Promise.all(asked)).map(({ kind }) => kind)).toEqual(new Array(4).fill("text"));
  });

  it("does not repeat a key that the server quotes", async () => {
    server.behave({ script: ["echoKey"] });
    const outcome = await connectLlm(endpoint(), consented).ask(request, never);
    expect(JSON.stringify(outcome)).not.toContain("secret-key-1");
    expect(JSON.stringify(outcome)).toContain("Incorrect API key provided");
  });
});

describe("outcomeOfAnswer", () => {
  const textOf = (message: object) =>
    outcomeOfAnswer(JSON.stringify({ choices: [{ message, finish_reason: "stop" }] }));

  it.each<[string, object, object]>([
    [
      "thoughts in fields of their own",
      { content: "Hi", reasoning: "a", reasoning_content: "b" },
      { text: "Hi" },
    ],
    ["only thoughts", { content: null, reasoning_content: "b" }, { kind: "unusable", code: "empty" }],
    ["a block of thoughts", { content: "<think>\nhm\n</think>\nHi" }, { text: "Hi" }],
    ["thoughts without an end", { content: "<think>Hi" }, { kind: "unusable", code: "empty" }],
    [
      "parts",
      {
        content: [
          { type: "thinking", thinking: [{ type: "text", text: "hm" }] },
          { type: "text", text: "Hi " },
          { type: "text", text: "there" },
        ],
      },
      { text: "Hi there" },
    ],
  ])("is read: %s", (_, message, expected) => expect(textOf(message)).toMatchObject(expected));
});

describe("listModels", () => {
  it("lists them", async () => {
    expect(await listModels(endpoint())).toEqual({ kind: "models", models: ["test-model", "other-model"] });
  });

  it("says that the key is not accepted", async () => {
    server.behave({ key: "another" });
    expect(await listModels(endpoint())).toMatchObject({ kind: "failure", code: "unauthorised" });
  });

  it("says that nothing answers", async () => {
    const { baseUrl, close } = await startOpenaiServer();
    await close();
    expect(await listModels({ ...endpoint(), baseUrl })).toMatchObject({
      kind: "failure",
      code: "unreachable",
    });
  });

  it.each<[string, number, unknown, object]>([
    ["without a frame", 200, [{ id: "a" }], { kind: "models", models: ["a"] }],
    [
      "that LM Studio does not have there",
      200,
      { error: "Unexpected endpoint or method." },
      { code: "notFound" },
    ],
    ["that is another list", 200, { models: [] }, { code: "notModelList" }],
  ])("reads one %s", async (_, status, body, expected) => {
    server.behave({ answer: () => ({ status, body }) });
    expect(await listModels(endpoint())).toMatchObject(expected);
  });
});
