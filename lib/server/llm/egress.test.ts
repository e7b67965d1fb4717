import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import OpenAI from "openai";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type OpenaiServer, startOpenaiServer } from "#e2e/support/openai-server.ts";
import { consented, type Egress, EgressRefused, guardedFetch } from "./egress.ts";
import { connectEmbeddings } from "./embeddings.ts";
import { connectLlm } from "./llm.ts";

let server: OpenaiServer;
beforeAll(async () => {
  server = await startOpenaiServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

/** Bytes of an answer. */
const MOST = 10_000;

const never = new AbortController().signal;
const endpoint = () => ({ baseUrl: server.baseUrl, model: "test-model", key: null });
const request = {
  messages: [{ role: "user" as const, content: "a word" }],
  temperature: 0.7,
  topP: 0.9,
  maxTokens: 64,
  seed: 7,
};

describe("a request that may not leave", () => {
  const refuses: Egress = async (body) => (body.includes("a word") ? "it says a word" : null);

  it("is not sent, and is told as what is wrong with the prompt", async () => {
    expect(await connectLlm(endpoint(), refuses).ask(request, never)).toMatchObject({
      kind: "unusable",
      code: "holdsTestText",
      detail: "it says a word",
    });
    expect(await connectEmbeddings(endpoint(), refuses).embed(["a word"], never)).toMatchObject({
      kind: "unusable",
      detail: "it says a word",
    });
    expect(server.requests).toEqual([]);
  });

  it("is not sent where nobody can tell", async () => {
    const breaks: Egress = async () => {
      throw new Error("the database is away");
    };
    expect(await connectLlm(endpoint(), breaks).ask(request, never)).toMatchObject({ kind: "transient" });
    expect(server.requests).toEqual([]);
  });

  it.each<[string, () => Parameters<typeof fetch>]>([
    ["bytes", () => [server.baseUrl, { method: "POST", body: new TextEncoder().encode("a") }]],
    ["a form", () => [server.baseUrl, { method: "POST", body: new FormData() }]],
    ["a request of its own", () => [new Request(server.baseUrl, { method: "POST", body: "a" })]],
  ])("is not sent where its body is %s, whatever the guard says", async (_, asked) => {
    await expect(guardedFetch(consented, MOST)(...asked())).rejects.toThrow(EgressRefused);
    expect(server.requests).toEqual([]);
  });
});

it("lets the others pass", async () => {
  expect(await connectLlm(endpoint(), async () => null).ask(request, never)).toMatchObject({ kind: "text" });
  expect((await guardedFetch(async () => "no", MOST)(`${server.baseUrl}/models`)).status).toBe(200);
});

it("stands in the way of every client of the package, tries of its own included", async () => {
  let asked = 0;
  const refuses: Egress = async () => `refused ${++asked}`;
  const client = new OpenAI({
    baseURL: server.baseUrl,
    apiKey: "none",
    maxRetries: 2,
    fetch: guardedFetch(refuses, MOST),
  });
  await expect(client.embeddings.create({ model: "m", input: "a" })).rejects.toThrow();
  expect(asked).toBe(3);
  expect(server.requests).toEqual([]);
});

describe("the sources", () => {
  const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  })
    .split("\n")
    .filter((file) => /^((app|components|lib|prisma)\/.*|[a-z]+)\.tsx?$/.test(file))
    .filter((file) => !/\.test\.tsx?$|^lib\/([^/]+\/)?test\/|^lib\/server\/generated\//.test(file));
  const sources = files.map((file) => [file, readFileSync(file, "utf8")] as const);
  const filesWith = (pattern: RegExp) =>
    sources.filter(([, text]) => pattern.test(text)).map(([file]) => file);

  it("reach the network only here, in the browser, and where a model is downloaded", () => {
    const isOwn = (file: string) => /[(,]\s*fetch: \(/.test(readFileSync(file, "utf8"));
    expect(filesWith(/(?<![\w.#])fetch\(/).filter((file) => !isOwn(file))).toEqual([
      "lib/http/get-json.ts",
      "lib/recipes/recipe-query-options.ts",
      "lib/screening/embedders/local/fetch-model.ts",
    ]);
    expect(filesWith(/["'](node:)?(http|https|http2|net|tls|dgram)["']/)).toEqual([
      "lib/launch/start.ts",
      "lib/server/llm/exchange.ts",
    ]);
    expect(filesWith(/\bexchange\b.*from|import\(.*exchange/)).toEqual(["lib/server/llm/egress.ts"]);
    expect(filesWith(/\b(globalThis|global|window|self)\.fetch\b|\bfetch: (?!guardedFetch|\()/)).toEqual([]);
    expect(filesWith(/\b(XMLHttpRequest|WebSocket|EventSource|sendBeacon|axios)\b/)).toEqual([]);
  });

  it("make a client of the package in one place, with the guard", () => {
    const makers = filesWith(/\b(new|extends) (\w+\.)?\w*OpenAI\b/);
    expect(makers).toEqual(["lib/server/llm/openai-client.ts"]);
    const text = readFileSync("lib/server/llm/openai-client.ts", "utf8");
    expect(text.match(/\bnew \w+\(\{/g)).toHaveLength(1);
    expect(text.match(/\bfetch: guardedFetch\(egress, most\),/g)).toHaveLength(1);
    expect(filesWith(/from "openai/)).toEqual([
      "lib/server/llm/dialect.ts",
      "lib/server/llm/llm-errors.ts",
      "lib/server/llm/llm.ts",
      "lib/server/llm/openai-client.ts",
    ]);
  });

  it("name a guard wherever something is asked, and none but its own", () => {
    const calls = sources.flatMap(([file, text]) =>
      [
        ...text.matchAll(/(?<!function )\b(?:connectLlm|connectEmbeddings|openaiClient)\(\s*(\w+),\s*(\w+)/g),
      ].map(([, , guard]) => `${file}: ${guard}`),
    );
    expect(calls.sort()).toEqual([
      "lib/runs/estimate/try-prompts.ts: projectEgress",
      "lib/screening/embedders/endpoint-embedder.ts: consented",
      "lib/screening/judge/judge-project.ts: consented",
      "lib/screening/paraphrases/make-paraphrases.ts: consented",
      "lib/server/llm/embeddings.ts: egress",
      "lib/server/llm/list-models.ts: consented",
      "lib/server/llm/llm.ts: egress",
      "lib/settings/ask-endpoint.ts: consented",
      "lib/worker/generation/real-world.ts: projectEgress",
    ]);
    const uses = /(?<!function )\b(?:connectLlm|connectEmbeddings|openaiClient)\(/g;
    const used = sources.flatMap(([, text]) => [...text.matchAll(uses)]);
    expect(used.length).toBe(calls.length);
  });
});
