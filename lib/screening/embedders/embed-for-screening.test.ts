import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useEmbeddedProject } from "../test/embedded-project.ts";
import { chooseEmbedder } from "./choose-embedder.ts";
import { embedForScreening } from "./embed-for-screening.ts";
import { getEmbedderState } from "./embedder-queries.ts";

const { made, served, chooseEndpoint, storedVectors } = useEmbeddedProject();
let projectId: string;
let userId: string;
beforeEach(() => {
  ({ projectId, userId } = made);
});

const embed = (texts: string[], signal?: AbortSignal) => embedForScreening({ projectId, texts, signal });
const sent = () => served.server.embedded();
const problem = async () => (await getEmbedderState({ userId, projectId })).problem;

describe("embedForScreening", () => {
  it("leaves it to the engine where the embedder is the built-in one", async () => {
    expect(await embed(["a text"])).toBeUndefined();
    expect(sent()).toEqual([]);
  });

  it("gives each text its vector, and asks for none twice", async () => {
    await chooseEndpoint();
    const first = await embed(["one text", "another one", "one text"]);
    expect(first?.dimensions).toBe(8);
    expect(first?.vectors.slice(0, 8)).toEqual(first?.vectors.slice(16));
    expect(first?.vectors.slice(0, 8)).not.toEqual(first?.vectors.slice(8, 16));
    expect(sent()).toEqual([["one text", "another one"]]);

    const second = await embed(["another one", "a third", "one text"]);
    expect(sent().slice(1)).toEqual([["a third"]]);
    expect(second?.vectors.slice(0, 8)).toEqual(first?.vectors.slice(8, 16));
    expect(second?.vectors.slice(16)).toEqual(first?.vectors.slice(0, 8));
    expect(await embed([])).toEqual({ dimensions: 8, vectors: new Float32Array(0) });
  });

  it("stores nothing of texts that are not to be kept", async () => {
    await chooseEndpoint();
    await embed(["one text"]);
    const found = await embedForScreening({ projectId, texts: ["one text", "planted"], keep: false });
    expect(found?.vectors).toHaveLength(16);
    expect(sent()).toEqual([["one text"], ["planted"]]);
    expect(Object.values(await storedVectors())).toEqual([1]);
  });

  it("knows the dimensions of no text at all, and asks for them once", async () => {
    await chooseEndpoint();
    expect(await embed([])).toEqual({ dimensions: 8, vectors: new Float32Array(0) });
    expect(await embed([])).toEqual({ dimensions: 8, vectors: new Float32Array(0) });
    expect(sent()).toEqual([["Hello"]]);
  });

  it("asks in batches and keeps what it has where it is cut off", async () => {
    await chooseEndpoint();
    const texts = Array.from({ length: 300 }, (_, i) => `text number ${i}`);
    served.server.behave({ script: ["ok", "ok", "unauthorised"] });
    await expect(embed(texts)).rejects.toMatchObject({ key: "embedders.problems.unauthorised" });
    expect(await problem()).toMatchObject({ code: "unauthorised" });
    expect(Object.values(await storedVectors())).toEqual([256]);
    expect((await embed(texts))?.vectors).toHaveLength(2_400);
    expect(sent().map(({ length }) => length)).toEqual([128, 128, 44, 44]);
    expect(await problem()).toBeNull();
  });

  it("keeps a batch from growing too long", async () => {
    await chooseEndpoint();
    await embed(["a".repeat(40_000), "b".repeat(40_000), "c".repeat(90_000), "d"]);
    expect(sent().map(({ length }) => length)).toEqual([1, 1, 1, 1]);
  });

  it("refuses vectors that do not go with those before", async () => {
    await chooseEndpoint();
    await embed(["one text"]);
    served.server.behave({ dimensions: 16 });
    await expect(embed(["another one"])).rejects.toMatchObject({
      problem: { code: "dimensionsChanged", values: { dimensions: 16, before: 8 } },
    });
    expect(Object.values(await storedVectors())).toEqual([1]);
  });

  it("stores nothing of an embedder that was changed while it was asked", async () => {
    await chooseEndpoint();
    served.server.behave({ latencyMs: 200 });
    const embedding = embed(["one text"]);
    await expect.poll(() => served.server.openNow()).toBe(1);
    await chooseEndpoint("another-model");
    await embedding;
    served.server.behave({ latencyMs: 0 });
    expect(await storedVectors()).toEqual({});
  });
});

describe("consent", () => {
  it("is for one address: where the endpoint has another, nothing is sent", async () => {
    await chooseEndpoint();
    await embed(["one text"]);
    await db().endpoint.update({
      where: { id: served.endpointId },
      data: { baseUrl: `${served.server.origin}/v1/other` },
    });
    const before = served.server.requests.length;
    await expect(embed(["another one"])).rejects.toMatchObject({ problem: { code: "consentOutdated" } });
    expect(served.server.requests.length).toBe(before);
    expect(await problem()).toMatchObject({
      code: "consentOutdated",
      values: { agreed: `embed-model, ${served.server.baseUrl}` },
    });
  });

  it("is for one model", async () => {
    await chooseEndpoint();
    await db().project.update({ where: { id: projectId }, data: { embeddingModel: "another-model" } });
    await expect(embed(["one text"])).rejects.toMatchObject({ problem: { code: "consentOutdated" } });
    expect(served.server.requests).toEqual([]);
  });

  it("can be withdrawn: nothing is sent any more", async () => {
    await chooseEndpoint();
    await db().testTextConsent.updateMany({ where: { projectId }, data: { withdrawnAt: new Date() } });
    await expect(embed(["one text"])).rejects.toMatchObject({ problem: { code: "consentMissing" } });
    expect(served.server.requests).toEqual([]);
  });

  it("withdrawn while texts are sent holds from the next batch on", async () => {
    await chooseEndpoint();
    served.server.behave({ latencyMs: 200 });
    const embedding = embed(Array.from({ length: 300 }, (_, i) => `text number ${i}`));
    const refused = expect(embedding).rejects.toThrow("embedder was changed");
    await expect.poll(() => served.server.openNow()).toBe(1);
    await chooseEmbedder({ kind: "builtIn", userId, projectId });
    await refused;
    served.server.behave({ latencyMs: 0 });
    expect(sent()).toHaveLength(1);
    expect((await getEmbedderState({ userId, projectId })).problem).toBeNull();
  });

  it("for something else does not count", async () => {
    await chooseEndpoint();
    await db().testTextConsent.updateMany({ where: { projectId }, data: { purpose: "judge" } });
    await expect(embed(["one text"])).rejects.toMatchObject({ problem: { code: "consentMissing" } });
    expect(served.server.requests).toEqual([]);
  });
});
