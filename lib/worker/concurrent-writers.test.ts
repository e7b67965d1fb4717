import { beforeEach, describe, expect, it } from "vitest";
import { createProject } from "#lib/projects/create-project.ts";
import { createLabels } from "#lib/projects/labels/create-labels.ts";
import { deleteLabel } from "#lib/projects/labels/delete-label.ts";
import { editLabel } from "#lib/projects/labels/edit-label.ts";
import { getProject } from "#lib/projects/project-queries.ts";
import { importRealSet } from "#lib/real-data/import/import-real-set.ts";
import { getRealData, listSupportExamples } from "#lib/real-data/real-data-queries.ts";
import { createRecipe } from "#lib/recipes/create-recipe.ts";
import { getRecipe } from "#lib/recipes/recipe-queries.ts";
import { saveRecipeVersion } from "#lib/recipes/save-recipe-version.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { addEntries } from "#lib/vocabularies/add-entries.ts";
import { createVocabulary } from "#lib/vocabularies/create-vocabulary.ts";
import { editVocabulary } from "#lib/vocabularies/edit-vocabulary.ts";
import { listEntries, listVocabularySummaries } from "#lib/vocabularies/vocabulary-queries.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";

// The rules that a lock keeps, where writers really run at once: on a server, each in a session of its own.
usePostgres();

let userId: string;
let project: SeededProject;
let asked: { userId: string; projectId: string };
beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["refund", "card"] });
  asked = { userId, projectId: project.id };
});

const eight = Array.from({ length: 8 }, (_, index) => index);

/** Does all at once; what is refused must have been refused as a conflict. @returns how many went through */
async function together(attempts: (() => Promise<unknown>)[]): Promise<number> {
  const outcomes = await Promise.allSettled(attempts.map((attempt) => attempt()));
  const refused = outcomes.filter((outcome) => outcome.status === "rejected");
  for (const { reason } of refused) expect(reason).toMatchObject({ code: "conflict", name: "UserError" });
  return outcomes.length - refused.length;
}

function importRows(kind: "support" | "test", texts: string[], label = "refund") {
  return importRealSet({
    ...asked,
    kind,
    mode: "append",
    bytes: new TextEncoder().encode(texts.map((text) => `${text},${label}\n`).join("")),
    sourceName: "rows.csv",
    options: { format: "csv", separator: "comma", header: false, quoted: true },
    mapping: { text: 0, label: 1 },
    createLabels: false,
    agreedRefusals: 0,
  });
}

describe("writers at once", () => {
  it("make one project of a name", async () => {
    const project = {
      name: "One",
      description: "",
      language: "en",
      taskKind: "classification",
      labels: [],
    } as const;
    expect(await together(eight.map(() => () => createProject({ ...project, userId, labels: [] })))).toBe(1);
  });

  it("give labels names, keys and places of their own", async () => {
    const made = eight.map((index) => ({ name: `label ${index >> 1}`, description: "" }));
    expect(await together(made.map((label) => () => createLabels({ ...asked, labels: [label] })))).toBe(4);
    const { labels } = await getProject(asked);
    expect(labels.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(new Set(labels.map(({ hotkey }) => hotkey)).size).toBe(6);
    const edits = labels.map(
      ({ id }) =>
        () =>
          editLabel({ ...asked, labelId: id, hotkey: "z" }),
    );
    expect(await together(edits)).toBe(1);
  });

  it("take each row of a support set once, whoever brings it", async () => {
    const imports = eight.map((index) => () => importRows("support", ["the same", `row ${index}`]));
    expect(await together(imports)).toBe(8);
    const texts = (await listSupportExamples(project.id)).map(({ text }) => text);
    expect(texts.sort()).toEqual([...eight.map((index) => `row ${index}`), "the same"]);
  });

  it("leave one of the test sets, whole", async () => {
    const imports = eight.map((index) => () => importRows("test", [`a${index}`, `b${index}`, `c${index}`]));
    expect(await together(imports)).toBe(8);
    const { testSet, imports: reports } = await getRealData(asked);
    expect(testSet).toMatchObject({ count: 3, perLabel: { [project.labels[0]?.id ?? ""]: 3 } });
    expect(reports).toHaveLength(8);
  });

  it("give vocabularies one name each, whatever its case", async () => {
    const names = ["tone", "Tone", "TONE", "tOne"];
    const made = names.map((name) => () => createVocabulary({ ...asked, name, entries: [] }));
    expect(await together(made)).toBe(1);
    const others = await Promise.all(
      eight.map((index) => createVocabulary({ ...asked, name: `v${index}`, entries: [] })),
    );
    const renames = others.map(({ id }, index) => () => {
      const name = index % 2 === 0 ? "city" : "City";
      return editVocabulary({ userId, vocabularyId: id, name, description: "" });
    });
    expect(await together(renames)).toBe(1);
    expect(await listVocabularySummaries(asked)).toHaveLength(9);
  });

  it("neither leave an entry without its label nor a row with a label that is gone", async () => {
    const { id: vocabularyId } = await createVocabulary({ ...asked, name: "city", entries: [] });
    const made = eight.map((index) => ({ name: `label ${index}`, description: "" }));
    for (const [index, { id: labelId, name }] of (await createLabels({ ...asked, labels: made })).entries()) {
      const entries = [{ text: `city ${index}`, labelIds: [labelId] }];
      const outcomes = await Promise.allSettled([
        addEntries({ userId, vocabularyId, entries }),
        deleteLabel({ ...asked, labelId }),
        importRows("support", [`row ${index}`], name),
      ]);
      for (const outcome of outcomes) {
        if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ name: "UserError" });
      }
    }
    const entries = await listEntries({ userId, vocabularyId });
    expect(entries.filter(({ labelIds }) => labelIds.length === 0)).toEqual([]);
  });

  it("add each entry once", async () => {
    const { id: vocabularyId } = await createVocabulary({ ...asked, name: "city", entries: [] });
    const lists = eight.map((index) => [{ text: "Rome" }, { text: `city ${index}` }]);
    expect(await together(lists.map((entries) => () => addEntries({ userId, vocabularyId, entries })))).toBe(
      8,
    );
    const entries = await listEntries({ userId, vocabularyId });
    expect(entries.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(new Set(entries.map(({ text }) => text)).size).toBe(9);
  });

  it("number the versions of a recipe without a gap", async () => {
    const { id: recipeId } = await createRecipe({ ...asked, name: "R", kind: "grammar", template: "first" });
    const saves = eight.map(
      (index) => () => saveRecipeVersion({ userId, recipeId, kind: "grammar", template: `text ${index}` }),
    );
    expect(await together(saves)).toBe(8);
    const { versions } = await getRecipe({ userId, recipeId });
    expect(versions.map(({ number }) => number)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
  });

  it("make and rename recipes to one name each", async () => {
    const grammar = { kind: "grammar", template: "x" } as const;
    expect(await together(eight.map(() => () => createRecipe({ ...asked, name: "R", ...grammar })))).toBe(1);
    const others = await Promise.all(
      eight.map((index) => createRecipe({ ...asked, name: `R${index}`, ...grammar })),
    );
    const renames = others.map(({ id }) => () => {
      return saveRecipeVersion({ userId, recipeId: id, name: "One", ...grammar });
    });
    expect(await together(renames)).toBe(1);
  });
});
