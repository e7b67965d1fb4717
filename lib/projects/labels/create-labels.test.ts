import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { type SeededProject, seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { seedVocabulary } from "#prisma/seed/recipes.ts";
import { getProject } from "../project-queries.ts";
import { createLabels } from "./create-labels.ts";
import { deleteLabel } from "./delete-label.ts";
import { editLabel } from "./edit-label.ts";
import { labelLimits } from "./labels.ts";
import { moveLabel } from "./move-label.ts";

useDatabase();

let userId: string;
let project: SeededProject;
let asked: { userId: string; projectId: string };

beforeEach(async () => {
  userId = (await seedUser()).id;
  project = await seedProject({ ownerId: userId, labels: ["a", "b", "c"] });
  asked = { userId, projectId: project.id };
});

const labels = async () => (await getProject(asked)).labels;
const names = async () => (await labels()).map(({ name }) => name).join("");
const idOf = (index: number) => project.labels[index]?.id ?? "";
const create = (...given: { name: string; hotkey?: string | null; colour?: string }[]) =>
  createLabels({ ...asked, labels: given.map((label) => ({ description: "", ...label })) });
const conflict = (key: string, values: object) => ({
  code: "conflict",
  key: `projects.errors.${key}`,
  values,
});

describe("createLabels", () => {
  it("appends them with a colour and the next free digit", async () => {
    const created = await create({ name: "d" }, { name: "e", hotkey: "7", colour: "#123456" }, { name: "f" });
    expect(created).toMatchObject([
      { name: "d", position: 3, hotkey: "4", colour: expect.stringMatching(/^#[0-9a-f]{6}$/) },
      { name: "e", position: 4, hotkey: "7", colour: "#123456" },
      { name: "f", position: 5, hotkey: "5" },
    ]);
    expect(await labels()).toEqual([
      ...project.labels.map(({ projectId: _, guidelines: __, ...label }) => label),
      ...created,
    ]);
  });

  it("gives no key once the digits are used up, nor where none is wanted", async () => {
    const many = await create(
      { name: "none", hotkey: null },
      ..."0123456789".split("").map((name) => ({ name })),
    );
    expect(many.map(({ hotkey }) => hotkey)).toEqual([null, ..."456789", null, null, null, null]);
  });

  it.each<[string, Parameters<typeof create>, object]>([
    ["a name that is there", [{ name: "new" }, { name: "b" }], conflict("labelNameTaken", { name: "b" })],
    ["a name given twice", [{ name: "d" }, { name: "d" }], conflict("labelNameTaken", { name: "d" })],
    [
      "a key that is there",
      [{ name: "d", hotkey: "2" }],
      conflict("hotkeyTaken", { hotkey: "2", name: "b" }),
    ],
    [
      "a key given twice",
      [
        { name: "d", hotkey: "z" },
        { name: "e", hotkey: "z" },
      ],
      conflict("hotkeyTaken", { hotkey: "z", name: "d" }),
    ],
  ])("makes none of them with %s", async (_, given, error) => {
    await expect(create(...given)).rejects.toMatchObject(error);
    expect(await names()).toBe("abc");
  });

  it("takes labels that differ by case only", async () => {
    await create({ name: "A" });
    expect(await names()).toBe("abcA");
  });

  it("makes at most so many in a project", async () => {
    const room = labelLimits.labels - 3;
    const many = Array.from({ length: room + 1 }, (_, index) => ({ name: `label ${index}` }));
    await expect(create(...many)).rejects.toMatchObject({ key: "projects.errors.tooManyLabels" });
    await create(...many.slice(1));
    expect(await labels()).toHaveLength(labelLimits.labels);
  });

  it("gives two that are created at once places and keys of their own", async () => {
    await Promise.all([create({ name: "d" }), create({ name: "e" })]);
    const made = (await labels()).slice(3);
    expect(made.map(({ position, hotkey }) => [position, hotkey])).toEqual([
      [3, "4"],
      [4, "5"],
    ]);
  });
});

describe("editLabel", () => {
  it("changes what is given and leaves the rest", async () => {
    const [before] = await labels();
    await editLabel({ ...asked, labelId: idOf(0), description: "New" });
    await editLabel({ ...asked, labelId: idOf(0), hotkey: null });
    expect((await labels())[0]).toEqual({ ...before, description: "New", hotkey: null });
    await editLabel({ ...asked, labelId: idOf(0), name: "a", hotkey: "1", colour: "#000000" });
    expect((await labels())[0]).toEqual({ ...before, description: "New", colour: "#000000" });
  });

  it("takes neither the name nor the key of another", async () => {
    const edit = (changes: object) => editLabel({ ...asked, labelId: idOf(0), ...changes });
    await expect(edit({ name: "b" })).rejects.toMatchObject(conflict("labelNameTaken", { name: "b" }));
    await expect(edit({ hotkey: "3" })).rejects.toMatchObject(
      conflict("hotkeyTaken", { hotkey: "3", name: "c" }),
    );
  });
});

describe("moveLabel", () => {
  it.each([
    [0, 0, "abc"],
    [0, 1, "bac"],
    [0, 2, "bca"],
    [0, 99, "bca"],
    [2, 0, "cab"],
    [1, 2, "acb"],
  ])("puts label %i at place %i", async (index, position, order) => {
    await moveLabel({ ...asked, labelId: idOf(index), position });
    expect(await names()).toBe(order);
    expect((await labels()).map((label) => label.position)).toEqual([0, 1, 2]);
  });

  it("closes the gap that a deleted label left", async () => {
    await deleteLabel({ ...asked, labelId: idOf(1) });
    await moveLabel({ ...asked, labelId: idOf(2), position: 0 });
    expect((await labels()).map(({ name, position }) => [name, position])).toEqual([
      ["c", 0],
      ["a", 1],
    ]);
  });
});

describe("deleteLabel", () => {
  const none = { supportExamples: 0, testRows: 0, vocabularyEntries: 0, runItems: 0, exemplars: 0 };

  it("deletes one that nothing uses", async () => {
    expect(await deleteLabel({ ...asked, labelId: idOf(1) })).toEqual({ deleted: true });
    expect(await names()).toBe("ac");
  });

  it.each<[string, object, () => Promise<unknown>]>([
    [
      "support examples",
      { supportExamples: 2 },
      () =>
        seedSupportSet(
          project.id,
          ["x", "y"].map((text) => ({ text, labelId: idOf(1) })),
        ),
    ],
    [
      "the sealed test set",
      { testRows: 1 },
      () => seedTestSet(project.id, [{ text: "x", labelId: idOf(1) }], userId),
    ],
    [
      "an entry that would belong to every label without it",
      { vocabularyEntries: 1 },
      async () => {
        const { id } = await seedVocabulary(project.id, "city", ["Rome"]);
        const entry = await db().vocabularyEntry.findFirstOrThrow({ where: { vocabularyId: id } });
        await db().vocabularyEntryLabel.create({ data: { entryId: entry.id, labelId: idOf(1) } });
      },
    ],
    [
      "exemplars",
      { runItems: 1, exemplars: 1 },
      () => seedRun({ projectId: project.id, userId, exemplars: [{ text: "x", labelId: idOf(1) }] }),
    ],
    [
      "an exemplar that has another label by now",
      { runItems: 1 },
      () =>
        seedRun({
          projectId: project.id,
          userId,
          exemplars: [{ text: "x", labelId: idOf(0), intendedLabelId: idOf(1) }],
        }),
    ],
  ])("leaves one that is used by %s, and tells how often", async (_, use, seed) => {
    await seed();
    expect(await deleteLabel({ ...asked, labelId: idOf(1) })).toEqual({
      deleted: false,
      use: { ...none, ...use },
    });
    expect(await names()).toBe("abc");
  });
});

describe("labels of somebody else", () => {
  const attempts: [string, (who: typeof asked, labelId: string) => Promise<unknown>][] = [
    ["create", (who) => createLabels({ ...who, labels: [{ name: "x", description: "" }] })],
    ["edit", (who, labelId) => editLabel({ ...who, labelId, name: "x" })],
    ["move", (who, labelId) => moveLabel({ ...who, labelId, position: 2 })],
    ["delete", (who, labelId) => deleteLabel({ ...who, labelId })],
  ];

  it.each(attempts)("%s: are not found", async (_, attempt) => {
    const stranger = await seedUser("Stranger");
    await expect(attempt({ ...asked, userId: stranger.id }, idOf(0))).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await names()).toBe("abc");
  });

  it.each(attempts.slice(1))("%s: are not found by way of one's own project", async (_, attempt) => {
    const stranger = await seedUser("Stranger");
    const own = await seedProject({ ownerId: stranger.id });
    await expect(attempt({ userId: stranger.id, projectId: own.id }, idOf(0))).rejects.toMatchObject({
      code: "not-found",
      key: "projects.errors.labelNotFound",
    });
    expect(await names()).toBe("abc");
  });
});
