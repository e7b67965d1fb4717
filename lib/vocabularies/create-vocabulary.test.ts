import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedRecipe } from "#prisma/seed/recipes.ts";
import { addEntries } from "./add-entries.ts";
import { createVocabulary } from "./create-vocabulary.ts";
import { deleteVocabulary } from "./delete-vocabulary.ts";
import { editVocabulary } from "./edit-vocabulary.ts";
import { saveEntries } from "./save-entries.ts";
import { vocabularyLimits } from "./vocabularies.ts";
import { listEntries, listVocabularies, listVocabularySummaries } from "./vocabulary-queries.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let asked: { userId: string; projectId: string };
beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card"] });
  asked = { userId, projectId: project.id };
});

const create = (name: string, entries: Parameters<typeof createVocabulary>[0]["entries"] = []) =>
  createVocabulary({ ...asked, name, entries });
const entriesOf = async (vocabularyId: string) =>
  (await listEntries({ userId, vocabularyId })).map(({ text, weight }) => [text, weight]);
const labelId = (index: number) => project.labels[index]?.id ?? "";

describe("createVocabulary", () => {
  it("makes it with its entries in order; of the same text the first counts", async () => {
    const { id, added, ignored } = await create("city", [
      { text: "Rome", weight: 2, labelIds: [labelId(1), labelId(1)] },
      { text: "{{ city }} [a|b]" },
      { text: "Rome", weight: 9 },
      { text: "rome", weight: 0 },
    ]);
    expect({ added, ignored }).toEqual({ added: 3, ignored: 1 });
    expect(await listVocabularies(asked)).toMatchObject([
      {
        id,
        name: "city",
        entries: [
          { text: "Rome", weight: 2, labelIds: [labelId(1)] },
          { text: "{{ city }} [a|b]", weight: 1, labelIds: [] },
          { text: "rome", weight: 0 },
        ],
      },
    ]);
  });

  it("wants a name that no other has, in whatever case", async () => {
    await create("city");
    await expect(create("City")).rejects.toMatchObject({
      code: "conflict",
      key: "vocabularies.errors.nameTaken",
      values: { name: "city" },
    });
    const both = await Promise.allSettled([create("tone"), create("TONE")]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("makes nothing with the label of another project", async () => {
    const other = await seedProject({ ownerId: userId });
    const entries = [{ text: "a" }, { text: "b", labelIds: [labelId(0), other.labels[0]?.id ?? ""] }];
    await expect(create("city", entries)).rejects.toMatchObject({ key: "vocabularies.errors.labelGone" });
    expect(await listVocabularySummaries(asked)).toEqual([]);
  });

  it("makes at most so many in a project", async () => {
    await db().vocabulary.createMany({
      data: Array.from({ length: vocabularyLimits.vocabularies }, (_, index) => ({
        projectId: project.id,
        name: `v${index}`,
      })),
    });
    await expect(create("city")).rejects.toMatchObject({ key: "vocabularies.errors.tooManyVocabularies" });
  });

  it("takes as many entries as there may be, with labels, within seconds", async () => {
    const started = performance.now();
    const entries = Array.from({ length: vocabularyLimits.entries }, (_, index) => ({
      text: `entry ${index}`,
      labelIds: [labelId(0), labelId(1)],
    }));
    const { id, added } = await create("city", entries);
    expect(added).toBe(vocabularyLimits.entries);
    const [vocabulary] = await listVocabularies(asked);
    expect(vocabulary?.entries.at(-1)).toMatchObject({ text: entries.at(-1)?.text });
    expect(vocabulary?.entries.every(({ labelIds }) => labelIds.length === 2)).toBe(true);
    expect(performance.now() - started).toBeLessThan(20_000);
    const more = addEntries({ userId, vocabularyId: id, entries: [{ text: "one too many" }] });
    await expect(more).rejects.toMatchObject({ key: "vocabularies.errors.tooManyEntries" });
  });
});

describe("addEntries", () => {
  it("appends what is new and counts what is not", async () => {
    const { id } = await create("city", [{ text: "Rome", weight: 3 }]);
    const entries = [{ text: "Rome" }, { text: "Oslo" }, { text: "Bonn", weight: 2 }, { text: "Oslo" }];
    expect(await addEntries({ userId, vocabularyId: id, entries })).toMatchObject({ added: 2, ignored: 2 });
    expect(await entriesOf(id)).toEqual([
      ["Rome", 3],
      ["Oslo", 1],
      ["Bonn", 2],
    ]);
  });
});

describe("editVocabulary", () => {
  it("renames and describes it, and leaves its entries", async () => {
    const { id } = await create("city", [{ text: "Rome" }]);
    await editVocabulary({ userId, vocabularyId: id, name: "City", description: "Towns" });
    expect(await listVocabularies(asked)).toMatchObject([
      { id, name: "City", description: "Towns", entries: [{ text: "Rome" }] },
    ]);
  });

  it("takes no name of another", async () => {
    const [{ id }] = [await create("city"), await create("tone")];
    const edit = editVocabulary({ userId, vocabularyId: id, name: "TONE", description: "" });
    await expect(edit).rejects.toMatchObject({ code: "conflict", values: { name: "tone" } });
  });
});

describe("deleteVocabulary", () => {
  const remove = (vocabularyId: string) => deleteVocabulary({ userId, vocabularyId });
  const prompt = { kind: "prompt" as const, template: "x", projectId: "", userId: "" };

  it("deletes it with its entries where no recipe uses it", async () => {
    const { id } = await create("city", [{ text: "Rome", labelIds: [labelId(0)] }]);
    await seedRecipe({ ...prompt, ...asked, template: "\\{{ city }} city {{ tone }}" });
    expect(await remove(id)).toEqual({ projectId: project.id });
    expect(await db().vocabularyEntry.count({ where: { vocabularyId: id } })).toBe(0);
  });

  it.each([
    ["the template", { template: "{{ city }}" }],
    ["an alternative of a grammar", { kind: "grammar" as const, template: "[a|[b|{{city}}]]" }],
    ["the system message", { systemMessage: "{{ city }}" }],
  ])("leaves one that stands in %s, and names the recipe", async (_, settings) => {
    const { id } = await create("city");
    await seedRecipe({ ...prompt, ...asked, ...settings, name: "My recipe" });
    await expect(remove(id)).rejects.toMatchObject({
      code: "conflict",
      key: "vocabularies.errors.inUse",
      values: { name: "city", recipes: "My recipe", count: 1 },
    });
    expect(await listVocabularySummaries(asked)).toMatchObject([{ usedBy: ["My recipe"] }]);
  });

  it("leaves one whose words are synonyms, and lets one go that only an old version used", async () => {
    const [synonyms, city] = [await create("words"), await create("city")];
    const { id: recipeId } = await seedRecipe({ ...prompt, ...asked, template: "{{ city }}" });
    const augmentation = { synonymVocabularyId: synonyms.id };
    await db().recipeVersion.create({
      data: { recipeId, number: 2, kind: "grammar", template: "x", augmentation, createdById: userId },
    });
    await expect(remove(synonyms.id)).rejects.toMatchObject({ code: "conflict" });
    await remove(city.id);
    expect((await listVocabularySummaries(asked)).map(({ name }) => name)).toEqual(["words"]);
  });
});

describe("the vocabularies of somebody else", () => {
  const edited = { name: "mine", description: "" };
  it.each<[string, (who: { userId: string; vocabularyId: string }) => Promise<unknown>]>([
    ["edit", (who) => editVocabulary({ ...who, ...edited })],
    ["delete", (who) => deleteVocabulary(who)],
    ["add", (who) => addEntries({ ...who, entries: [{ text: "x" }] })],
    ["save", (who) => saveEntries({ ...who, saved: [], deleted: [] })],
    ["list", (who) => listEntries(who)],
  ])("%s: are not found", async (_, attempt) => {
    const { id: vocabularyId } = await create("city", [{ text: "Rome" }]);
    const { id: stranger } = await seedUser("Stranger");
    await expect(attempt({ userId: stranger, vocabularyId })).rejects.toMatchObject({ code: "not-found" });
    expect(await listVocabularies(asked)).toMatchObject([{ name: "city", entries: [{ text: "Rome" }] }]);
    expect(await listVocabularies({ ...asked, userId: stranger })).toEqual([]);
    expect(await listVocabularySummaries({ ...asked, userId: stranger })).toEqual([]);
  });

  it("are not made in the project of somebody else", async () => {
    const { id: stranger } = await seedUser("Stranger");
    const made = createVocabulary({ ...asked, userId: stranger, name: "city", entries: [] });
    await expect(made).rejects.toMatchObject({ code: "not-found" });
    expect(await listVocabularySummaries(asked)).toEqual([]);
  });
});
