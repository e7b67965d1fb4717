import { beforeEach, describe, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { defaultThresholds } from "../screening.ts";
import { type Comparison, compareTexts } from "./compare-texts.ts";

useDatabase();

const TEXTS = {
  a: "Where is my parcel, it should have come on Monday",
  same: "where is my parcel it should have come on MONDAY!",
  edited: "Where is my parcel, it should have arrived on Monday",
  other: "I want to close my account for good",
};

describe("compareTexts", () => {
  let compare: Comparison;
  beforeEach(async () => {
    const userId = (await seedUser()).id;
    const { id: projectId, labels } = await seedProject({ ownerId: userId });
    const labelId = labels[0]?.id ?? "";
    await seedTestSet(projectId, [{ text: "when does the branch open", labelId }], userId);
    await seedSupportSet(projectId, [{ text: "please send me a new card", labelId }]);
    const texts = new Map(Object.entries(TEXTS));
    compare = await compareTexts({ projectId, texts, thresholds: defaultThresholds });
  });

  it.each([
    ["same", true],
    ["edited", true],
    ["other", false],
  ])("of the text and %s: %s", (other, isAlike) => {
    expect(compare("a", other)).toBe(isAlike);
    expect(compare(other, "a")).toBe(isAlike);
  });
});
