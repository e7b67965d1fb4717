import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { tinyModelFiles } from "../../test/tiny-model.ts";
import { fetchModel } from "./fetch-model.ts";
import { listLocalModels, modelsFolder } from "./local-models.ts";

const NAME = "tests/tiny-model";
let served: Record<string, string | Uint8Array | number> = {};
let server: Server;
let hub: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const file = request.url?.slice(`/${NAME}/resolve/main/`.length) ?? "";
    const content = request.url?.startsWith(`/${NAME}/`) ? served[file] : undefined;
    if (content === undefined) return response.writeHead(404).end("Entry not found");
    if (typeof content === "number" && content > 0) return response.writeHead(content).end();
    if (typeof content !== "number") return response.end(content);
    // A connection that breaks in the middle of a file.
    response.writeHead(200, { "content-length": "100" });
    response.write("half", () => response.destroy());
    return response;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  hub = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "winnow-fetch-"));
  vi.stubEnv("WINNOW_DATA", data);
  served = tinyModelFiles();
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true });
});

describe("fetchModel", () => {
  it("puts a model's files where the embedder looks for them", async () => {
    const said: string[] = [];
    const folder = await fetchModel({ name: NAME, hub, say: (line) => said.push(line) });
    expect(said).toEqual([
      "config.json",
      "tokenizer.json",
      "tokenizer_config.json",
      "1_Pooling/config.json",
      "onnx/model.onnx",
    ]);
    expect(readdirSync(folder).sort()).toEqual([
      "1_Pooling",
      "config.json",
      "onnx",
      "tokenizer.json",
      "tokenizer_config.json",
    ]);
    expect(await listLocalModels()).toEqual([NAME]);
  });

  const failures: [string, Record<string, number | undefined>, RegExp][] = [
    ["there is no such model", { "config.json": undefined }, /has no model “tests\/tiny-model”/],
    ["it needs a permission", { "config.json": 401 }, /does not give “tests\/tiny-model” to everyone/],
    ["a file is missing", { "tokenizer.json": undefined }, /has no tokenizer.json/],
    ["it has no ONNX weights", { "onnx/model.onnx": undefined }, /no weights in ONNX form/],
    ["the hub fails", { "onnx/model.onnx": 503 }, /answers with 503/],
    ["the connection breaks", { "onnx/model.onnx": 0 }, /broke off.*Nothing was kept/],
  ];
  it.each(failures)("says so where %s, and keeps nothing", async (_, change, sentence) => {
    served = { ...served, ...change } as typeof served;
    await expect(fetchModel({ name: NAME, hub })).rejects.toThrow(sentence);
    expect(existsSync(modelsFolder()) ? readdirSync(modelsFolder()) : []).toEqual([]);
  });

  it("keeps the model that is there where fetching it anew fails", async () => {
    await fetchModel({ name: NAME, hub });
    served = { ...served, "onnx/model.onnx": 0 };
    await expect(fetchModel({ name: NAME, hub })).rejects.toThrow("broke off");
    expect(await listLocalModels()).toEqual([NAME]);
  });

  it("says what to do without a connection", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(fetchModel({ name: NAME, hub: `http://127.0.0.1:${port}` })).rejects.toThrow(
      /cannot be reached \(.*ECONNREFUSED.*\)\. Connect to the internet, or name a mirror in HF_ENDPOINT\./,
    );
  });

  it("takes no name that is none", async () => {
    await expect(fetchModel({ name: "../../etc", hub })).rejects.toThrow("is no model's name");
  });
});
