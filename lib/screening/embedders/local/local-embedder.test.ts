import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { writeTinyModel } from "../../test/tiny-model.ts";
import { closeLocalModel, localEmbedder } from "./local-embedder.ts";
import { digestOfModel, folderOfModel, listLocalModels } from "./local-models.ts";

const NAME = "tests/tiny-model";
let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "winnow-models-"));
  vi.stubEnv("WINNOW_DATA", data);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true });
});
afterAll(closeLocalModel);

const never = new AbortController().signal;
const load = () => localEmbedder(NAME, async () => null);
const rows = (vectors: Float32Array, dimensions: number) =>
  Array.from({ length: vectors.length / dimensions }, (_, row) =>
    vectors.subarray(row * dimensions, (row + 1) * dimensions),
  );
const cosine = (a: Float32Array = new Float32Array(), b: Float32Array = new Float32Array()) =>
  a.reduce((sum, number, i) => sum + number * (b[i] ?? 0), 0);

describe("localEmbedder", () => {
  it("embeds offline, the same text the same way whatever stands beside it", async () => {
    writeTinyModel(folderOfModel(NAME));
    const embedder = await load();
    expect(embedder.id).toBe(`local:${NAME}@${await digestOfModel(NAME)}`);
    const long = "where is my parcel ".repeat(50);
    const given = ["Where is my parcel", "close account", "where is MY parcel", long, "something unheard of"];
    const vectors = rows(await embedder.embed(given, never), 6);
    expect(embedder.dimensions).toBe(6);
    for (const vector of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
    expect(cosine(vectors[0], vectors[2])).toBeCloseTo(1, 5);
    expect(cosine(vectors[0], vectors[1])).toBeLessThan(0.99);
    const [alone] = rows(await embedder.embed(["close account"], never), 6);
    expect(cosine(alone, vectors[1])).toBeCloseTo(1, 5);
  });

  it("has another id, and other vectors, where the files are others", async () => {
    writeTinyModel(folderOfModel(NAME));
    const before = await load();
    const [first] = rows(await before.embed(["close account"], never), 6);
    writeTinyModel(folderOfModel(NAME), { seed: 7 });
    const after = await load();
    expect(after.id).not.toBe(before.id);
    const [second] = rows(await after.embed(["close account"], never), 6);
    expect(cosine(first, second)).toBeLessThan(0.99);
  });

  it("lists what is here, and says what is not", async () => {
    expect(await listLocalModels()).toEqual([]);
    await expect(load()).rejects.toMatchObject({
      problem: { code: "modelMissing", values: { model: NAME } },
    });
    writeTinyModel(folderOfModel(NAME));
    expect(await listLocalModels()).toEqual([NAME]);
    expect(() => folderOfModel("../outside")).toThrow();
    expect(() => folderOfModel("tests/..")).toThrow();
  });

  it("says that a model is broken, and works once it is whole again", async () => {
    writeTinyModel(folderOfModel(NAME));
    appendFileSync(path.join(folderOfModel(NAME), "tokenizer.json"), "}{");
    await expect((await load()).embed(["close account"], never)).rejects.toMatchObject({
      problem: { code: "modelBroken" },
      isPassing: false,
    });
    writeTinyModel(folderOfModel(NAME));
    expect(await (await load()).embed(["close account"], never)).toHaveLength(6);
    writeFileSync(path.join(folderOfModel(NAME), "onnx/model.onnx"), "no model");
    await expect((await load()).embed(["close account"], never)).rejects.toMatchObject({
      problem: { code: "modelBroken" },
    });
  });

  it("takes the first token where the model says so, and refuses a pooling that it does not know", async () => {
    writeTinyModel(folderOfModel(NAME));
    const pooling = path.join(folderOfModel(NAME), "1_Pooling/config.json");
    writeFileSync(pooling, JSON.stringify({ pooling_mode_cls_token: true, pooling_mode_mean_tokens: false }));
    const [one, other] = rows(await (await load()).embed(["where is", "where"], never), 6);
    expect(cosine(one, other)).toBeCloseTo(1, 5);
    writeFileSync(pooling, JSON.stringify({ pooling_mode_lasttoken: true }));
    await expect((await load()).embed(["where"], never)).rejects.toMatchObject({
      problem: { code: "modelBroken", values: { detail: expect.stringContaining("lasttoken") } },
    });
  });

  it("refuses dimensions other than those stored", async () => {
    writeTinyModel(folderOfModel(NAME));
    const embedder = await localEmbedder(NAME, async () => 384);
    await expect(embedder.embed(["close account"], never)).rejects.toMatchObject({
      problem: { code: "dimensionsChanged" },
    });
  });

  it("stops when told to", async () => {
    writeTinyModel(folderOfModel(NAME));
    const signal = AbortSignal.abort(new Error("stopping"));
    await expect((await load()).embed(["close account"], signal)).rejects.toThrow("stopping");
  });
});
