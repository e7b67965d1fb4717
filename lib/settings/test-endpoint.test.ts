import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { askEndpoint } from "./ask-endpoint.ts";
import { saveEndpointInput, testDraftInput } from "./endpoints.ts";
import { saveEndpoint } from "./save-endpoint.ts";
import { testDraft } from "./test-draft.ts";
import { testEndpoint } from "./test-endpoint.ts";

useDatabase();

const folder = mkdtempSync(path.join(tmpdir(), "winnow-settings-"));
beforeAll(() => {
  vi.stubEnv("WINNOW_DATA", folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const KEY = "sk-the-secret-key";
let server: OpenaiServer;
beforeEach(async () => {
  server = await startOpenaiServer({ key: KEY, models: ["llama", "qwen"] });
});
afterEach(() => server.close());

async function saved(said: Record<string, unknown> = {}) {
  const { id: userId } = await seedUser();
  const endpointId = await saveEndpoint({
    ...saveEndpointInput.parse({
      endpointId: null,
      name: "Local",
      baseUrl: server.baseUrl,
      model: "llama",
      key: KEY,
      ...said,
    }),
    userId,
  });
  return { userId, endpointId };
}

const latencyMs = expect.any(Number);

describe("testEndpoint", () => {
  it("says what the server has, and that the key was tried", async () => {
    expect(await testEndpoint(await saved())).toEqual({
      kind: "models",
      latencyMs,
      models: ["llama", "qwen"],
      modelCount: 2,
      isKeyTried: true,
    });
    expect(server.chats()).toEqual([]);
  });

  it("lists each model once, and none with a name that could not be saved", async () => {
    server.behave({ models: ["llama", "llama", "x".repeat(201)] });
    expect(await testEndpoint(await saved())).toMatchObject({ models: ["llama"], modelCount: 1 });
  });

  it("says that a server lists its models to anybody, so that the key was not tried", async () => {
    server.behave({ key: null });
    expect(await testEndpoint(await saved())).toMatchObject({ kind: "models", isKeyTried: false });
    expect(await testEndpoint(await saved({ key: "" }))).toMatchObject({ isKeyTried: true });
  });

  it("says that the key is wrong, in the server's words, without the key", async () => {
    expect(await testEndpoint(await saved({ key: "wrong" }))).toEqual({
      kind: "failed",
      latencyMs,
      reason: "unauthorised",
      detail: "401 Incorrect API key provided",
    });
  });

  it("tells an address without a list from one where nothing answers", async () => {
    const asked = await saved({ baseUrl: server.origin });
    expect(await testEndpoint(asked)).toMatchObject({ kind: "noList", detail: "404 No such address" });
    await server.close();
    expect(await testEndpoint(asked)).toMatchObject({ kind: "failed", reason: "unreachable" });
    server = await startOpenaiServer();
  });

  it("says that what answers is no such server", async () => {
    server.behave({ answer: () => ({ status: 200, body: { hello: "there" } }) });
    expect(await testEndpoint(await saved())).toMatchObject({ kind: "failed", reason: "notModelList" });
  });
});

describe("testDraft", () => {
  const draft = (said: Record<string, unknown>) =>
    testDraftInput.parse({ endpointId: null, baseUrl: server.baseUrl, model: "", ...said });

  it("tests what is not saved, without a model", async () => {
    const { id: userId } = await seedUser();
    expect(await testDraft({ ...draft({ key: KEY }), userId })).toMatchObject({ modelCount: 2 });
    expect(await testDraft({ ...draft({ key: "other" }), userId })).toMatchObject({ reason: "unauthorised" });
  });

  it("takes the stored key where none is entered, and sends it to its own host alone", async () => {
    const { userId, endpointId } = await saved();
    expect(await testDraft({ ...draft({ endpointId }), userId })).toMatchObject({ modelCount: 2 });
    expect(await testDraft({ ...draft({ endpointId, removeKey: true }), userId })).toMatchObject({
      reason: "unauthorised",
    });
    const other = await startOpenaiServer();
    try {
      const elsewhere = { ...draft({ endpointId, baseUrl: other.baseUrl }), userId };
      await expect(testDraft(elsewhere)).rejects.toThrow("settings.errors.keyForOtherHost");
      expect(other.requests).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it("takes no key of somebody else", async () => {
    const { endpointId } = await saved();
    const { id: userId } = await seedUser();
    await expect(testDraft({ ...draft({ endpointId }), userId })).rejects.toThrow("notFound");
  });
});

describe("askEndpoint", () => {
  const completion = (content: string, more: object = {}) => ({
    choices: [{ message: { content, ...more }, finish_reason: "stop" }],
    usage: { prompt_tokens: 9, completion_tokens: 3 },
  });
  const answerWith = (content: string, more?: object) =>
    server.behave({ answer: () => ({ status: 200, body: completion(content, more) }) });

  it("shows the reply, its cost, and that the server follows all it was asked", async () => {
    answerWith('{"reply":"OK"}');
    expect(await askEndpoint(await saved())).toEqual({
      kind: "answered",
      latencyMs,
      reply: '{"reply":"OK"}',
      tokens: 12,
      traits: { seed: "taken", schema: "followed", sampling: "taken", thinks: false },
    });
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]?.body).toMatchObject({ messages: [{ role: "user", content: "Say OK." }] });
  });

  it("shows that a schema was taken and not followed, and that the model thinks", async () => {
    answerWith("<think>Fine.</think>OK");
    expect(await askEndpoint(await saved())).toMatchObject({
      reply: "OK",
      traits: { schema: "ignored", thinks: true },
    });
    answerWith("OK", { reasoning_content: "Fine." });
    expect(await askEndpoint(await saved())).toMatchObject({ traits: { thinks: true } });
  });

  it("shows what the server refuses", async () => {
    server.behave({ refusesSeed: true, refusesSchema: true, wantsMaxCompletionTokens: true });
    expect(await askEndpoint(await saved())).toMatchObject({
      kind: "answered",
      traits: { seed: "refused", schema: "refused", sampling: "taken" },
    });
  });

  it("shows that a model has a temperature of its own", async () => {
    server.behave({
      answer: ({ body }) =>
        "temperature" in (body as object)
          ? { status: 400, body: { error: { message: "Only 1 is supported", param: "temperature" } } }
          : null,
    });
    expect(await askEndpoint(await saved())).toMatchObject({
      kind: "answered",
      traits: { sampling: "fixed" },
    });
  });

  it("asks nothing that the user says the server does not know", async () => {
    server.behave({ refusesSeed: true, refusesSchema: true });
    expect(await askEndpoint(await saved({ takesSeed: "no", takesSchema: "no" }))).toMatchObject({
      traits: { seed: "notAsked", schema: "notAsked" },
    });
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ["modelNotFound", "notFound", "404 The model 'llama' does not exist"],
    ["quota", "quotaExhausted", "429 You exceeded your current quota"],
    ["cutOffReply", "cutOff", "finish_reason: length"],
    ["notJson", "noAnswer", ""],
  ] as const)("says why there is no answer: %s", async (kind, reason, detail) => {
    server.behave({ script: [kind] });
    expect(await askEndpoint(await saved())).toEqual({ kind: "failed", latencyMs, reason, detail });
  });
});
