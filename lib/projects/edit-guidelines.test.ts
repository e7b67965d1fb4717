import { describe, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { editGuidelines } from "./edit-guidelines.ts";
import { editGuidelinesInput, guidelineLimits } from "./guidelines.ts";
import { getGuidelines } from "./project-queries.ts";

useDatabase();

async function seedOwned() {
  const { id: userId } = await seedUser();
  const { id: projectId, labels } = await seedProject({ ownerId: userId });
  return { userId, projectId, labels, labelId: labels[0]?.id ?? "" };
}

describe("editGuidelines", () => {
  it("keeps those of the project and of each label apart, and leaves empty ones out", async () => {
    const { userId, projectId, labelId } = await seedOwned();
    expect(await getGuidelines({ userId, projectId })).toEqual({ project: "", labels: {} });
    await editGuidelines({ userId, projectId, labelId: null, guidelines: "# All" });
    await editGuidelines({ userId, projectId, labelId, guidelines: "Only money" });
    expect(await getGuidelines({ userId, projectId })).toEqual({
      project: "# All",
      labels: { [labelId]: "Only money" },
    });
    await editGuidelines({ userId, projectId, labelId, guidelines: "" });
    expect(await getGuidelines({ userId, projectId })).toEqual({ project: "# All", labels: {} });
  });

  it("finds neither the project of somebody else nor the label of another project", async () => {
    const { userId, projectId, labelId } = await seedOwned();
    const { id: strangerId } = await seedUser("Stranger");
    const other = await seedProject({ ownerId: userId });
    const guidelines = "x";
    const tries = [
      () => editGuidelines({ userId: strangerId, projectId, labelId: null, guidelines }),
      () => editGuidelines({ userId: strangerId, projectId, labelId, guidelines }),
      () => editGuidelines({ userId, projectId: other.id, labelId, guidelines }),
      () => getGuidelines({ userId: strangerId, projectId }),
      () => getGuidelines({ userId, projectId: "no id" }),
    ];
    for (const attempt of tries) await expect(attempt()).rejects.toMatchObject({ code: "not-found" });
    expect(await getGuidelines({ userId, projectId })).toEqual({ project: "", labels: {} });
  });
});

describe("the input", () => {
  const read = (guidelines: string) => {
    const parsed = editGuidelinesInput.safeParse({
      projectId: crypto.randomUUID(),
      labelId: null,
      guidelines,
    });
    return parsed.data?.guidelines ?? parsed.error?.issues.map(({ message }) => message);
  };
  it.each([
    ["keeps the indent of the first line", "    code\n", "    code"],
    ["has one kind of line end", "a\r\nb\rc", "a\nb\nc"],
    ["may be as long as the limit", "x".repeat(guidelineLimits.characters), "x".repeat(20_000)],
    ["may not be longer", "x".repeat(guidelineLimits.characters + 1), ["guidelines.errors.tooLong"]],
    ["has no null character", "a\0", ["guidelines.errors.characters"]],
    ["has no half of a pair", "a\ud800", ["guidelines.errors.characters"]],
  ])("%s", (_, text, expected) => expect(read(text)).toEqual(expected));
});
