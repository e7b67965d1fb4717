import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { dialectOf, forgetDialect } from "./dialects.ts";
import { consented } from "./egress.ts";
import { connectEmbeddings } from "./embeddings.ts";
import { listModels } from "./list-models.ts";
import { type ChatRequest, connectLlm } from "./llm.ts";
import type { LlmEndpoint } from "./openai-client.ts";

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
afterEach(() => {
  server.behave({ script: [], refusesSeed: false, refusesSchema: false, answer: null });
  forgetDialect(endpoint());
});

const request = {
  messages: [{ role: "user" as const, content: "Write one question about a parcel." }],
  temperature: 0.7,
  topP: 0.9,
  maxTokens: 64,
  seed: 7,
  schema: { name: "any", schema: { type: "object" } },
};
const never = new AbortController().signal;
const endpoint = (said: Partial<LlmEndpoint> = {}): LlmEndpoint => ({
  baseUrl: server.baseUrl,
  model: "test-model",
  key: "secret-key-1",
  ...said,
});
const ask = (said?: Partial<LlmEndpoint>, change: Partial<ChatRequest> = {}) =>
  connectLlm(endpoint(said), consented, 2_000).ask({ ...request, ...change }, never);
const answerWith = (status: number, body: unknown) => server.behave({ answer: () => ({ status, body }) });
const completion = (message: object, rest: object = {}) => ({
  choices: [{ message, finish_reason: "stop", ...rest }],
});

describe("a dialect", () => {
  it("leaves out from the start what the user says the server does not know", async () => {
    const before = server.chats().length;
    expect(await ask({ takesSeed: false, takesSchema: false })).toMatchObject({ kind: "text" });
    const [asked, ...more] = server.chats().slice(before);
    expect(more).toEqual([]);
    expect(Object.keys(asked?.body as object).sort()).toEqual([
      "max_tokens",
      "messages",
      "model",
      "temperature",
      "top_p",
    ]);
  });

  it.each([
    ["seed", { takesSeed: true }, { refusesSeed: true }],
    ["schema", { takesSchema: true }, { refusesSchema: true }],
  ])("insists on a %s where the user says that the server knows it", async (_, said, behaviour) => {
    server.behave(behaviour);
    expect(await ask(said)).toMatchObject({ kind: "stop", code: "badRequest" });
  });

  it.each<[string, number, unknown]>([
    [
      "vLLM's",
      400,
      { object: "error", message: "seed is not supported", type: "BadRequestError", code: 400 },
    ],
    ["FastAPI's", 422, { detail: [{ loc: ["body", "seed"], msg: "Extra inputs are not permitted" }] }],
    [
      "OpenRouter's",
      200,
      {
        error: {
          code: 400,
          message: "Provider returned error",
          metadata: { raw: "Unknown parameter: seed" },
        },
      },
    ],
    ["a string", 400, { error: "unknown field `seed`" }],
  ])("learns from %s way to refuse a seed", async (_, status, body) => {
    server.behave({ answer: ({ body: asked }) => ("seed" in (asked as object) ? { status, body } : null) });
    expect(await ask()).toMatchObject({ kind: "text" });
  });

  it.each([
    "This response_format type is unavailable now",
    "JSON schema conversion failed",
    "failed to parse grammar",
  ])("learns that there are no schemas from %j", async (error) => {
    server.behave({
      answer: ({ body }) => ("response_format" in (body as object) ? { status: 400, body: { error } } : null),
    });
    const llm = connectLlm(endpoint(), consented);
    expect(await llm.ask(request, never)).toMatchObject({ kind: "text" });
    expect(llm.dialect).toMatchObject({ takesSchema: false, takesSeed: true });
  });

  it("is known to who asks next, and found out anew for who wants to know", async () => {
    server.behave({ refusesSeed: true });
    const questions = async () => {
      const before = server.chats().length;
      expect(await ask()).toMatchObject({ kind: "text" });
      return server.chats().length - before;
    };
    expect(await questions()).toBe(2);
    expect(await questions()).toBe(1);
    expect(await ask({ takesSeed: true })).toMatchObject({ kind: "stop", code: "badRequest" });
    forgetDialect(endpoint());
    expect(await questions()).toBe(2);
  });

  it("is tried once more after an hour, and is another for another model", () => {
    dialectOf(endpoint(), 0).takesSeed = false;
    expect(dialectOf(endpoint(), 3_600_000)).toMatchObject({ takesSeed: false });
    expect(dialectOf(endpoint({ model: "other" }), 3_600_000)).toMatchObject({ takesSeed: true });
    expect(dialectOf(endpoint(), 3_600_001)).toMatchObject({ takesSeed: true });
  });

  describe("of a model with a temperature of its own", () => {
    const refuse = (field: string) =>
      server.behave({
        answer: ({ body }) =>
          field in (body as object)
            ? {
                status: 400,
                body: { error: { message: "Only the default (1) value is supported.", param: field } },
              }
            : null,
      });

    it.each(["temperature", "top_p"])("does not ask without the recipe's %s, and says so", async (field) => {
      refuse(field);
      const before = server.chats().length;
      expect(await ask()).toMatchObject({
        kind: "stop",
        code: "samplingRefused",
        detail: "400 Only the default (1) value is supported.",
      });
      expect(server.chats().length).toBe(before + 1);
    });

    it.each(["temperature", "top_p"])("asks without %s where it is 1", async (field) => {
      refuse(field);
      expect(await ask({}, { temperature: 1, topP: 1 })).toMatchObject({ kind: "text" });
      expect(server.chats().at(-1)?.body).not.toHaveProperty(field);
      expect(await ask()).toMatchObject({ kind: "stop", code: "samplingRefused" });
    });

    it("asks without a temperature that nobody chose", async () => {
      refuse("temperature");
      const asked = { temperature: 0, isAnyTemperature: true };
      expect(await ask({}, asked)).toMatchObject({ kind: "text" });
      const before = server.chats().length;
      expect(await ask({}, asked)).toMatchObject({ kind: "text" });
      expect(server.chats().length).toBe(before + 1);
      expect(await ask({}, { temperature: 0 })).toMatchObject({ kind: "stop", code: "samplingRefused" });
    });
  });
});

describe("a refusal", () => {
  it.each<[string, number, unknown, object]>([
    ["no credit", 402, { error: { code: 402, message: "Insufficient credits" } }, { code: "quotaExhausted" }],
    [
      "no credit, with status 200",
      200,
      { error: { code: 402, message: "Insufficient credits" } },
      { kind: "stop", code: "quotaExhausted", detail: "402 Insufficient credits" },
    ],
    ["no quota", 429, { error: { message: "No", type: "insufficient_quota" } }, { code: "quotaExhausted" }],
    [
      "too many questions, with status 200",
      200,
      { error: { code: 429, message: "Rate limited" } },
      { kind: "transient", code: "rateLimited" },
    ],
    [
      "a server behind it that fails",
      200,
      completion({ content: "" }, { error: { code: 502, message: "Upstream" } }),
      { kind: "transient", code: "serverError" },
    ],
    ["a wrong key, with status 200", 200, { error: { code: 401, message: "No" } }, { code: "unauthorised" }],
    [
      "a filter",
      403,
      { error: { code: 403, message: "Flagged", metadata: { reasons: ["violence"] } } },
      { kind: "unusable", code: "rejectedRequest" },
    ],
    [
      "a model that is loading",
      503,
      { error: { code: 503, message: "Loading model" } },
      { kind: "transient", detail: "503 Loading model" },
    ],
    [
      "Ollama's unknown model",
      404,
      { error: "model 'x' not found" },
      { code: "notFound", detail: "404 model 'x' not found" },
    ],
    [
      "OpenRouter's unknown model",
      400,
      { error: { code: 400, message: "x is not a valid model ID" } },
      { code: "notFound" },
    ],
    [
      "Azure's unknown deployment",
      404,
      { error: { code: "DeploymentNotFound", message: "The API deployment does not exist." } },
      { code: "notFound", detail: "404 The API deployment does not exist." },
    ],
    [
      "an address that LM Studio does not have",
      200,
      { error: "Unexpected endpoint or method. (POST /chat/completions)" },
      { kind: "stop", code: "notFound" },
    ],
    [
      "vLLM's prompt that is too long",
      400,
      { object: "error", message: "This model's maximum context length is 8 tokens.", code: 400 },
      { kind: "unusable", code: "rejectedRequest" },
    ],
    ["an error without a reason", 200, { error: { message: "Oops" } }, { kind: "transient" }],
  ])("is told apart: %s", async (_, status, body, expected) => {
    answerWith(status, body);
    expect(await ask()).toMatchObject(expected);
  });

  it("is read of embeddings, too", async () => {
    answerWith(200, { error: { code: 429, message: "Rate limited" } });
    const embeddings = connectEmbeddings(endpoint(), consented);
    expect(await embeddings.embed(["a"], never)).toMatchObject({ kind: "transient", code: "rateLimited" });
  });
});

describe("Azure", () => {
  const azure = (said: Partial<LlmEndpoint> = {}) =>
    endpoint({ baseUrl: server.origin, model: "my gpt/4", flavour: "azure", ...said });
  const version = "api-version=2024-10-21";

  it("is asked at the model's address, with the key in a header of its own", async () => {
    answerWith(200, completion({ content: "Hi" }));
    expect(await connectLlm(azure(), consented).ask(request, never)).toMatchObject({ text: "Hi" });
    expect(server.requests.at(-1)).toMatchObject({
      path: `/openai/deployments/my%20gpt%2F4/chat/completions?${version}`,
      apiKey: "secret-key-1",
      authorization: null,
    });
  });

  it("is asked for embeddings in the same way, in the version that was named", async () => {
    answerWith(200, { data: [{ index: 0, embedding: [1, 0] }] });
    const asked = azure({ baseUrl: `${server.origin}/openai`, apiVersion: "2025-01-01-preview" });
    expect(await connectEmbeddings(asked, consented).embed(["a"], never)).toMatchObject({ kind: "vectors" });
    expect(server.requests.at(-1)?.path).toBe(
      "/openai/deployments/my%20gpt%2F4/embeddings?api-version=2025-01-01-preview",
    );
  });

  it("lists its models at its own address", async () => {
    answerWith(200, { data: [{ id: "gpt-4o" }] });
    expect(await listModels(azure())).toEqual({ kind: "models", models: ["gpt-4o"] });
    expect(server.requests.at(-1)).toMatchObject({
      path: `/openai/models?${version}`,
      apiKey: "secret-key-1",
      authorization: null,
    });
  });

  it("is sent no key where there is none", async () => {
    answerWith(401, { statusCode: 401, message: "Access denied" });
    expect(await connectLlm(azure({ key: null }), consented).ask(request, never)).toMatchObject({
      code: "unauthorised",
      detail: "401 Access denied",
    });
    expect(server.requests.at(-1)).toMatchObject({ apiKey: null, authorization: null });
  });
});
