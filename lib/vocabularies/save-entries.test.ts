import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { createVocabulary } from "./create-vocabulary.ts";
import { saveEntries } from "./save-entries.ts";
import { type SavedEntry, vocabularyLimits } from "./vocabularies.ts";
import { listEntries } from "./vocabulary-queries.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let vocabularyId: string;
let there: SavedEntry[];

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId });
  const entries = ["a", "b", "c"].map((text) => ({ text }));
  vocabularyId = (await createVocabulary({ userId, projectId: project.id, name: "v", entries })).id;
  there = await listEntries({ userId, vocabularyId });
});

const list = () => listEntries({ userId, vocabularyId });
const texts = async () => (await list()).map(({ text }) => text).join("");
const save = (saved: SavedEntry[], deleted: string[] = []) =>
  saveEntries({ userId, vocabularyId, saved, deleted });
const entry = (text: string, changes: Partial<SavedEntry> = {}): SavedEntry => ({
  id: randomUUID(),
  text,
  weight: 1,
  labelIds: [],
  position: 10,
  ...changes,
});
const change = (index: number, changes: Partial<SavedEntry>): SavedEntry => ({
  ...(there[index] ?? entry("")),
  ...changes,
});

describe("saveEntries", () => {
  it("writes what is new, changed and deleted, and leaves the rest", async () => {
    const labelIds = project.labels.map(({ id }) => id).sort();
    const fresh = entry("d", { labelIds: [...labelIds, ...labelIds], weight: 0 });
    expect(await save([change(0, { text: "A", weight: 2.5 }), fresh], [there[1]?.id ?? ""])).toEqual({
      projectId: project.id,
      added: 1,
      deleted: 1,
    });
    expect(await list()).toEqual([change(0, { text: "A", weight: 2.5 }), there[2], { ...fresh, labelIds }]);
  });

  it("does the same once more without doing anything more", async () => {
    const saved = [change(0, { text: "A" }), entry("d")];
    const deleted = [there[1]?.id ?? ""];
    await save(saved, deleted);
    const once = await list();
    expect(await save(saved, deleted)).toMatchObject({ added: 0, deleted: 0 });
    expect(await list()).toEqual(once);
  });

  it("takes a deletion back, with the labels of the entry", async () => {
    const labelIds = [project.labels[0]?.id ?? ""];
    await save([change(1, { labelIds })]);
    await save([], [there[1]?.id ?? ""]);
    await save([change(1, { labelIds })]);
    expect(await list()).toEqual([there[0], change(1, { labelIds }), there[2]]);
  });

  it("lets two entries swap their texts, and one take the text of one that goes", async () => {
    await save([change(0, { text: "b" }), change(1, { text: "a" })]);
    expect(await texts()).toBe("bac");
    await save([change(0, { text: "c" })], [there[2]?.id ?? ""]);
    expect(await texts()).toBe("ca");
  });

  it.each<[string, () => SavedEntry[]]>([
    ["one that is there", () => [entry("d"), entry("b")]],
    ["each other", () => [entry("d"), entry("d")]],
  ])("writes nothing where a text is that of %s", async (_, saved) => {
    await expect(save(saved(), [there[0]?.id ?? ""])).rejects.toMatchObject({
      code: "conflict",
      key: "vocabularies.errors.textTaken",
    });
    expect(await texts()).toBe("abc");
  });

  it("writes nothing with the label of another project", async () => {
    const other = await seedProject({ ownerId: userId });
    const saved = [entry("d"), change(0, { labelIds: [other.labels[0]?.id ?? ""] })];
    await expect(save(saved)).rejects.toMatchObject({ key: "vocabularies.errors.labelGone" });
    expect(await list()).toEqual(there);
  });

  it("cannot reach the entries of another vocabulary", async () => {
    const stranger = await seedUser("Stranger");
    const { id: projectId } = await seedProject({ ownerId: stranger.id });
    const own = await createVocabulary({ userId: stranger.id, projectId, name: "v", entries: [] });
    const asked = { userId: stranger.id, vocabularyId: own.id };
    await saveEntries({ ...asked, saved: [], deleted: there.map(({ id }) => id) });
    const taken = saveEntries({ ...asked, saved: [change(0, { text: "mine" })], deleted: [] });
    await expect(taken).rejects.toThrow();
    expect(await list()).toEqual(there);
  });

  it("takes ten thousand changes within seconds, and no more entries than there may be", async () => {
    const started = performance.now();
    const saved = Array.from({ length: 10_000 }, (_, index) => entry(`entry ${index}`, { position: index }));
    await save(saved);
    await save(saved.map((one) => ({ ...one, weight: 2 })));
    expect(await list()).toHaveLength(10_003);
    expect(performance.now() - started).toBeLessThan(20_000);
    const room = vocabularyLimits.entries - 10_003;
    const more = Array.from({ length: room + 1 }, (_, index) => entry(`more ${index}`));
    await expect(save(more)).rejects.toMatchObject({ key: "vocabularies.errors.tooManyEntries" });
    await save(more.slice(1));
    expect(await list()).toHaveLength(vocabularyLimits.entries);
  });
});
