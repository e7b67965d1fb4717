import { describe, expect, it } from "vitest";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { DEFAULT_REVIEW_SETTINGS, type ReviewSettings, readReviewSettings } from "./review-settings.ts";
import { getReviewSettings } from "./review-settings-queries.ts";
import { saveReviewSettings } from "./save-review-settings.ts";

describe("readReviewSettings", () => {
  it.each<[string, unknown, ReviewSettings]>([
    ["nothing stored", {}, DEFAULT_REVIEW_SETTINGS],
    ["no object", "advances", DEFAULT_REVIEW_SETTINGS],
    ["all of it", { advances: false, keys: { accept: ["z"] } }, { advances: false, keys: { accept: ["z"] } }],
    ["a field alone", { advances: false }, { advances: false, keys: {} }],
    [
      "a field that does not fit",
      { advances: "yes", keys: { accept: ["z"] } },
      { advances: true, keys: { accept: ["z"] } },
    ],
    ["keys that are none", { advances: false, keys: { accept: [7] } }, { advances: false, keys: {} }],
  ])("reads %s", (_name, stored, expected) => {
    expect(readReviewSettings(stored)).toEqual(expected);
  });
});

describe("the settings of a person", () => {
  useDatabase();

  it("are theirs alone, and kept", async () => {
    const [me, other] = [await seedUser(), await seedUser()];
    const settings = { advances: false, keys: { accept: ["z", "Mod+Enter"], flag: [] } };
    await saveReviewSettings({ userId: me.id, settings });
    expect(await getReviewSettings({ userId: me.id })).toEqual(settings);
    expect(await getReviewSettings({ userId: other.id })).toEqual(DEFAULT_REVIEW_SETTINGS);
  });
});
