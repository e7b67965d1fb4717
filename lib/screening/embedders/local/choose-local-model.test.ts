import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeEach, expect, it, vi } from "vitest";
import { db } from "#lib/server/db.ts";
import { screenExemplars } from "../../screen-exemplars.ts";
import { useEmbeddedProject } from "../../test/embedded-project.ts";
import { writeTinyModel } from "../../test/tiny-model.ts";
import { chooseEmbedder } from "../choose-embedder.ts";
import { embedderIdOf, getEmbedderState } from "../embedder-queries.ts";
import { closeLocalModel } from "./local-embedder.ts";
import { folderOfModel } from "./local-models.ts";

const MODEL = "tests/tiny-model";
const { made, served, storedVectors, seedSets, seedUnscreened, findings } = useEmbeddedProject();
let data: string;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), "winnow-local-"));
  vi.stubEnv("WINNOW_DATA", data);
  writeTinyModel(folderOfModel(MODEL));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true });
});
afterAll(closeLocalModel);

const screened = async () => (await findings()).map((exemplar) => exemplar.screened);

it("screens with a local model, without consent and without a network", async () => {
  const { userId, projectId } = made;
  await seedSets();
  await seedUnscreened(["where is my parcel", "close my account"]);
  await chooseEmbedder({ kind: "local", userId, projectId, model: MODEL });
  await screenExemplars({ projectId });
  expect(await screened()).toEqual([true, true]);
  expect(await storedVectors()).toEqual({ [await embedderIdOf(db(), projectId)]: 5 });
  expect(await getEmbedderState({ userId, projectId })).toMatchObject({
    choice: { kind: "local", model: MODEL },
    problem: null,
    progress: { done: 5, total: 5 },
    consent: null,
  });
  expect(served.server.requests).toEqual([]);
});

it("screens everything again where the model's files are others, and stops where they are gone", async () => {
  const { userId, projectId } = made;
  await seedSets();
  await seedUnscreened(["where is my parcel"]);
  await chooseEmbedder({ kind: "local", userId, projectId, model: MODEL });
  await screenExemplars({ projectId });
  const [before] = Object.keys(await storedVectors());

  writeTinyModel(folderOfModel(MODEL), { seed: 3 });
  await seedUnscreened(["close my account"]);
  await screenExemplars({ projectId });
  expect(await screened()).toEqual([true, true]);
  const after = await storedVectors();
  expect(Object.values(after)).toEqual([5]);
  expect(Object.keys(after)).not.toContain(before);

  rmSync(folderOfModel(MODEL), { recursive: true });
  await seedUnscreened(["is there a lift"]);
  await expect(screenExemplars({ projectId })).rejects.toMatchObject({ problem: { code: "modelMissing" } });
  expect(await screened()).toEqual([true, true, false]);
  expect(Object.values(await storedVectors())).toEqual([5]);
  expect((await getEmbedderState({ userId, projectId })).problem).toMatchObject({ code: "modelMissing" });
});
