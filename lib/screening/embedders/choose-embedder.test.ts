import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { deleteEndpoint } from "#lib/settings/delete-endpoint.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { useEmbeddedProject } from "../test/embedded-project.ts";
import { chooseEmbedder } from "./choose-embedder.ts";
import { embedderIdOf, getEmbedderState } from "./embedder-queries.ts";
import { builtInEmbedderId } from "./embedders.ts";

const { made, served, chooseEndpoint, storedVectors, seedSets, seedUnscreened, findings } =
  useEmbeddedProject();
let projectId: string;
let userId: string;
beforeEach(() => {
  ({ projectId, userId } = made);
});

const chooseBuiltIn = () => chooseEmbedder({ kind: "builtIn", userId, projectId });
const screenedFlags = async () => (await findings()).map(({ screened }) => screened);
const consents = () => db().testTextConsent.findMany({ where: { projectId }, orderBy: { createdAt: "asc" } });

describe("chooseEmbedder", () => {
  it("has everything screened again with the new one, and drops the former one's vectors", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along", "Where is my parcel? It was due on Monday"]);
    await screenExemplars({ projectId });
    await chooseEndpoint();
    expect(await screenedFlags()).toEqual([false, false]);
    await screenExemplars({ projectId });
    expect(await screenedFlags()).toEqual([true, true]);
    const first = `openai:${served.server.baseUrl}:embed-model`;
    expect(await embedderIdOf(db(), projectId)).toBe(first);
    expect(await storedVectors()).toEqual({ [first]: 5 });
    const { progress, problem, consent } = await getEmbedderState({ userId, projectId });
    expect({ progress, problem }).toEqual({ progress: { done: 5, total: 5 }, problem: null });
    expect(consent?.userName).toBe("Owner");

    await chooseEndpoint("other-embed-model");
    expect(await storedVectors()).toEqual({});
    expect(await screenedFlags()).toEqual([false, false]);
    await chooseBuiltIn();
    expect(await embedderIdOf(db(), projectId)).toBe(builtInEmbedderId);
    await screenExemplars({ projectId });
    expect(await screenedFlags()).toEqual([true, true]);
  });

  it("asks for no vector twice where the process starts anew", async () => {
    await seedSets();
    await seedUnscreened(["May I bring my dog along"]);
    await chooseEndpoint();
    await screenExemplars({ projectId });
    const sent = served.server.embedded().flat().length;
    expect(sent).toBe(4);
    await screeningEngine().close();
    await seedUnscreened(["Is there a lift to the second floor"]);
    await screenExemplars({ projectId });
    expect(served.server.embedded().flat().slice(sent)).toEqual(["Is there a lift to the second floor"]);
  });

  it("leaves what is screened where the same one is chosen again", async () => {
    await seedUnscreened(["May I bring my dog along"]);
    await chooseEndpoint();
    await screenExemplars({ projectId });
    await chooseEndpoint();
    expect(await screenedFlags()).toEqual([true]);
  });

  it("records who agreed to what, and takes it back with the choice of another", async () => {
    await chooseEndpoint();
    expect(await consents()).toMatchObject([
      {
        purpose: "embeddings",
        endpointId: served.endpointId,
        baseUrl: served.server.baseUrl,
        model: "embed-model",
        userId,
        withdrawnAt: null,
      },
    ]);
    await chooseEndpoint("another-model");
    await chooseBuiltIn();
    const all = await consents();
    expect(all).toHaveLength(2);
    expect(all.every(({ withdrawnAt }) => withdrawnAt !== null)).toBe(true);
  });

  it("refuses an agreement to another address than the endpoint's", async () => {
    await expect(
      chooseEmbedder({
        kind: "endpoint",
        userId,
        projectId,
        endpointId: served.endpointId,
        baseUrl: "http://127.0.0.1:1/v1",
        model: "embed-model",
        consent: true,
      }),
    ).rejects.toMatchObject({ key: "embedders.errors.endpointChanged" });
    expect(await consents()).toEqual([]);
  });

  it("stops screening with a reason where the endpoint moved, and goes on once agreed anew", async () => {
    await seedSets();
    await chooseEndpoint();
    await seedUnscreened(["May I bring my dog along"]);
    await screenExemplars({ projectId });
    await db().endpoint.update({
      where: { id: served.endpointId },
      data: { baseUrl: "http://127.0.0.1:1/v1" },
    });
    await seedUnscreened(["Is there a lift to the second floor"]);
    await expect(screenExemplars({ projectId })).rejects.toMatchObject({
      problem: { code: "consentOutdated" },
    });
    expect(await screenedFlags()).toEqual([true, false]);
    await db().endpoint.update({
      where: { id: served.endpointId },
      data: { baseUrl: served.server.baseUrl },
    });
    await chooseEndpoint();
    await screenExemplars({ projectId });
    expect(await screenedFlags()).toEqual([true, true]);
  });

  it("refuses a local model that is not here, a strange project and a strange endpoint", async () => {
    await expect(
      chooseEmbedder({ kind: "local", userId, projectId, model: "nobody/nothing" }),
    ).rejects.toMatchObject({ key: "embedders.problems.modelMissing" });
    const stranger = await seedUser("Stranger");
    await expect(chooseEmbedder({ kind: "builtIn", userId: stranger.id, projectId })).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(getEmbedderState({ userId: stranger.id, projectId })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  it("keeps its endpoint from being deleted", async () => {
    await chooseEndpoint();
    const { name } = await db().project.findUniqueOrThrow({ where: { id: projectId } });
    const asked = { userId, endpointId: served.endpointId };
    await expect(deleteEndpoint(asked)).rejects.toMatchObject({
      key: "settings.errors.embeds",
      values: { project: name },
    });
    await chooseBuiltIn();
    await deleteEndpoint(asked);
  });
});
