import { beforeEach, expect, it, vi } from "vitest";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { db } from "#lib/server/db.ts";
import { embedForScreening } from "./embedders/embed-for-screening.ts";
import { screeningEngine } from "./engine/screening-engine.ts";
import { corpusKeyOf } from "./load-corpus.ts";
import { screenExemplars } from "./screen-exemplars.ts";
import type { LoadedProject, Match, ScreenedText, TextVectors } from "./screening.ts";
import { useEmbeddedProject } from "./test/embedded-project.ts";
import { SUPPORT, TEST } from "./test/screened-project.ts";

const { made, served, chooseEndpoint, seedSets, seedUnscreened, findings } = useEmbeddedProject();

const FAR = ["A garden chair", "A kitchen table", "A bed"];

/** What the engine was given, in place of the engine: here it is about which vectors go with which texts. */
const loads: LoadedProject[] = [];
const screened: { texts: ScreenedText[]; vectors: TextVectors | undefined }[] = [];
let onScreen: () => Promise<void> = async () => {};

beforeEach(async () => {
  loads.length = 0;
  screened.length = 0;
  onScreen = async () => {};
  await seedSets();
  const engine = screeningEngine();
  let known: { corpusKey: string; exemplars: Set<string> } | null = null;
  vi.spyOn(engine, "loaded").mockImplementation(
    async () => known && { corpusKey: known.corpusKey, exemplars: known.exemplars.size },
  );
  vi.spyOn(engine, "load").mockImplementation(async (project) => {
    loads.push(project);
    known = { corpusKey: project.corpusKey, exemplars: new Set(project.exemplars.map(({ id }) => id)) };
  });
  vi.spyOn(engine, "forgetExemplars").mockImplementation(async (_projectId, ids) => {
    for (const id of ids) known?.exemplars.delete(id);
  });
  vi.spyOn(engine, "forget").mockImplementation(async () => {});
  const { id: matchId } = await db().testRow.findFirstOrThrow({
    where: { projectId: made.projectId },
    select: { id: true },
  });
  const none = { exact: 0, wordEdit: 0, containment: 0, overlap: 0, template: 0, cosine: 0.1 };
  const match: Match = {
    against: "test",
    matchId,
    probability: 0.1,
    evidence: "cosine",
    scores: none,
    spans: [],
  };
  vi.spyOn(engine, "screen").mockImplementation(async (_projectId, texts, vectors) => {
    screened.push({ texts, vectors });
    for (const { id } of texts) known?.exemplars.add(id);
    await onScreen();
    return texts.map(({ id }) => ({ id, matches: [match] }));
  });
});

const embed = (texts: readonly string[]) => embedForScreening({ projectId: made.projectId, texts });

it("gives the engine the vectors of every text that it compares", async () => {
  await chooseEndpoint();
  await seedUnscreened(FAR);
  await screenExemplars(made);
  expect(loads).toHaveLength(1);
  expect(loads[0]?.vectors).toEqual({
    test: await embed(TEST),
    support: await embed([SUPPORT]),
    exemplars: await embed([]),
  });
  expect(screened).toMatchObject([{ texts: FAR.map((text) => ({ text })), vectors: await embed(FAR) }]);
});

it("gives an edited text its own vector when it goes back to its place", async () => {
  await chooseEndpoint();
  const [first, second] = await seedUnscreened(FAR);
  await screenExemplars(made);
  screened.length = 0;
  await db().exemplar.update({ where: { id: first?.id ?? "" }, data: { screenedAt: null } });
  await editExemplar({ ...made, exemplarId: second?.id ?? "", text: "A stove", revision: 0 });
  await screenExemplars(made);
  expect(screened.map(({ texts }) => texts.map(({ text }) => text))).toEqual([
    [FAR[0], "A stove"],
    ["A stove"],
  ]);
  expect(screened[0]?.vectors).toEqual(await embed([FAR[0] ?? "", "A stove"]));
  expect(screened[1]?.vectors).toEqual(await embed(["A stove"]));
});

it("leaves the built-in embedder to the engine, and loads afresh for another", async () => {
  await seedUnscreened(FAR);
  await screenExemplars(made);
  expect([loads[0]?.vectors, screened[0]?.vectors]).toEqual([undefined, undefined]);
  const key = await corpusKeyOf(db(), made.projectId);
  await chooseEndpoint();
  expect(await corpusKeyOf(db(), made.projectId)).not.toBe(key);
  await screenExemplars(made);
  expect(loads.map(({ vectors }) => vectors?.test.dimensions)).toEqual([undefined, 8]);
});

it.each([
  ["answers", async () => {}],
  [
    "refuses the vectors",
    async () => {
      throw new Error("8 dimensions, not 4");
    },
  ],
])("voids a batch whose embedder is changed while the engine compares and then %s", async (_name, answer) => {
  await chooseEndpoint();
  await seedUnscreened(FAR);
  onScreen = async () => {
    onScreen = async () => {};
    await chooseEndpoint("another-model");
    await answer();
  };
  expect(await screenExemplars(made)).toBe(3);
  expect(loads).toHaveLength(2);
  expect((await findings()).every((exemplar) => exemplar.screened)).toBe(true);
});

it("stops where a text cannot be embedded: nothing passes as screened", async () => {
  await chooseEndpoint();
  await seedUnscreened(FAR);
  served.server.behave({ script: ["unauthorised"] });
  await expect(screenExemplars(made)).rejects.toMatchObject({ key: "embedders.problems.unauthorised" });
  expect((await findings()).some((exemplar) => exemplar.screened)).toBe(false);
});
