import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { deleteEndpoint } from "./delete-endpoint.ts";
import { getEndpointWithKey, isEnvironmentIncomplete, listEndpoints } from "./endpoint-queries.ts";
import { ENVIRONMENT, type SaveEndpointInput, saveEndpointInput } from "./endpoints.ts";
import { keepEnvironmentEndpoint } from "./keep-environment-endpoint.ts";
import { saveEndpoint } from "./save-endpoint.ts";

useDatabase();

const folder = mkdtempSync(path.join(tmpdir(), "winnow-settings-"));
beforeAll(() => {
  vi.stubEnv("WINNOW_DATA", folder);
});
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv("WINNOW_DATA", folder);
});

const KEY = "sk-the-secret-key";
const local = saveEndpointInput.parse({
  endpointId: null,
  name: "Local",
  baseUrl: "http://127.0.0.1:11434/v1",
  model: "llama",
  key: KEY,
});
/** What is not said. */
const plain = {
  prices: null,
  mostAtOnce: null,
  requestsPerMinute: null,
  tokensPerMinute: null,
  flavour: "openai",
  apiVersion: null,
  takesSeed: null,
  takesSchema: null,
};

describe("an endpoint's key", () => {
  it("is stored encrypted, is not among what the browser gets, and comes out again for the server", async () => {
    const { id: userId } = await seedUser();
    const endpointId = await saveEndpoint({ ...local, userId });
    const row = await db().endpoint.findUniqueOrThrow({ where: { id: endpointId } });
    expect(JSON.stringify(row)).not.toContain(KEY);
    const listed = await listEndpoints(userId);
    expect(listed).toEqual([
      { id: endpointId, name: "Local", baseUrl: local.baseUrl, model: "llama", hasKey: true, ...plain },
    ]);
    expect(JSON.stringify(listed)).not.toContain(row.encryptedKey);
    expect(await getEndpointWithKey({ userId, endpointId })).toMatchObject({ key: KEY });
  });

  it("stays where it is not given again, is replaced where it is, and can be removed", async () => {
    const { id: userId } = await seedUser();
    const endpointId = await saveEndpoint({ ...local, userId });
    const keyAfter = async (change: Partial<SaveEndpointInput>) => {
      await saveEndpoint({ ...local, key: "", ...change, endpointId, userId });
      return (await getEndpointWithKey({ userId, endpointId })).key;
    };
    expect(await keyAfter({ model: "other" })).toBe(KEY);
    expect(await keyAfter({ baseUrl: "http://127.0.0.1:11434/v2" })).toBe(KEY);
    expect(await keyAfter({ key: "another-key" })).toBe("another-key");
    expect(await keyAfter({ removeKey: true })).toBeNull();
  });

  it("is not sent to another host by changing the address", async () => {
    const { id: userId } = await seedUser();
    const endpointId = await saveEndpoint({ ...local, userId });
    const elsewhere = { ...local, endpointId, userId, key: "", baseUrl: "http://evil.example/v1" };
    await expect(saveEndpoint(elsewhere)).rejects.toThrow("settings.errors.keyForOtherHost");
    expect(await getEndpointWithKey({ userId, endpointId })).toMatchObject({
      baseUrl: local.baseUrl,
      key: KEY,
    });
    await saveEndpoint({ ...elsewhere, key: "key-for-it" });
    expect(await getEndpointWithKey({ userId, endpointId })).toMatchObject({ key: "key-for-it" });
  });
});

describe("endpoints", () => {
  it("belong to one user", async () => {
    const owner = await seedUser();
    const stranger = await seedUser();
    const endpointId = await saveEndpoint({ ...local, userId: owner.id });
    const asked = { userId: stranger.id, endpointId };
    expect(await listEndpoints(stranger.id)).toEqual([]);
    await expect(getEndpointWithKey(asked)).rejects.toThrow("notFound");
    await expect(saveEndpoint({ ...local, ...asked })).rejects.toThrow("notFound");
    await expect(deleteEndpoint(asked)).rejects.toThrow("notFound");
  });

  it.each(["endpointId", "judgeEndpointId"] as const)(
    "are kept while a run needs them as its %s, and let go afterwards",
    async (needed) => {
      const { id: userId } = await seedUser();
      const project = await seedProject({ ownerId: userId, name: "Harbour" });
      const { run } = await seedRun({ projectId: project.id, userId, exemplars: [] });
      const endpointId = await saveEndpoint({ ...local, userId });
      const where = { id: run.id };
      for (const state of ["queued", "running"] as const) {
        await db().run.update({ where, data: { [needed]: endpointId, judgeModel: "llama", state } });
        await expect(deleteEndpoint({ userId, endpointId })).rejects.toMatchObject({
          key: "settings.errors.inUse",
          values: { number: 1, project: "Harbour" },
        });
      }
      await db().run.update({ where, data: { state: "paused" } });
      await deleteEndpoint({ userId, endpointId });
      expect(await db().run.findUniqueOrThrow({ where })).toMatchObject({
        [needed]: null,
        judgeModel: "llama",
      });
    },
  );

  it("keep what was said of them, for the form and for who asks them", async () => {
    const { id: userId } = await seedUser();
    const said = {
      flavour: "azure",
      apiVersion: "2025-01-01-preview",
      takesSeed: false,
      takesSchema: true,
      requestsPerMinute: 60,
      tokensPerMinute: 90_000,
      mostAtOnce: 4,
    } as const;
    const address = { baseUrl: "https://harbour.openai.azure.com" };
    const endpointId = await saveEndpoint({
      ...local,
      ...address,
      ...said,
      inputPrice: 0.15,
      outputPrice: 0,
      userId,
    });
    expect(await listEndpoints(userId)).toMatchObject([{ ...said, prices: { input: 0.15, output: 0 } }]);
    expect(await getEndpointWithKey({ userId, endpointId })).toEqual({
      id: endpointId,
      ...address,
      model: "llama",
      key: KEY,
      ...said,
    });
    await saveEndpoint({ ...local, endpointId, userId });
    expect(await listEndpoints(userId)).toMatchObject([plain]);
  });

  it("have names of their own", async () => {
    const { id: userId } = await seedUser();
    await saveEndpoint({ ...local, userId });
    await expect(saveEndpoint({ ...local, userId })).rejects.toThrow("settings.errors.nameTaken");
  });
});

describe("the environment's endpoint", () => {
  it("is offered without its key, and its key is stored nowhere", async () => {
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:8000/v1/");
    vi.stubEnv("OPENAI_MODEL", "mistral");
    vi.stubEnv("OPENAI_API_KEY", KEY);
    const { id: userId } = await seedUser();
    expect(await listEndpoints(userId)).toEqual([
      {
        id: ENVIRONMENT,
        name: ENVIRONMENT,
        baseUrl: "http://127.0.0.1:8000/v1",
        model: "mistral",
        hasKey: true,
        ...plain,
      },
    ]);
    expect(await getEndpointWithKey({ userId, endpointId: ENVIRONMENT })).toMatchObject({ key: KEY });
    const id = await keepEnvironmentEndpoint(userId);
    expect(await keepEnvironmentEndpoint(userId)).toBe(id);
    expect(await db().endpoint.findUnique({ where: { id } })).toMatchObject({ encryptedKey: null });
    expect(await listEndpoints(userId)).toHaveLength(1);
  });

  it("is OpenAI where only a key and a model are given, and nothing without a model", async () => {
    const { id: userId } = await seedUser();
    vi.stubEnv("OPENAI_API_KEY", KEY);
    expect(await listEndpoints(userId)).toEqual([]);
    expect(isEnvironmentIncomplete()).toBe(true);
    vi.stubEnv("OPENAI_MODEL", "gpt");
    expect(await listEndpoints(userId)).toMatchObject([{ baseUrl: "https://api.openai.com/v1" }]);
  });
});
