import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject } from "#prisma/seed/projects.ts";
import { seedSupportSet } from "#prisma/seed/real-data.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { useEmbeddedProject } from "../test/embedded-project.ts";
import { chooseSuggestions } from "./choose-suggestions.ts";
import { storeSuggestions } from "./store-suggestions.ts";
import { suggestBySupport } from "./suggest-by-support.ts";
import { type Learn, learnInThread } from "./suggest-in-thread.ts";
import { hasToSuggest, listProjectIdsToSuggest } from "./suggestion-queries.ts";

const { made: screened, chooseEndpoint } = useEmbeddedProject();
afterAll(() => screeningEngine().close());

const made = { userId: "", projectId: "", lost: "", rate: "", other: "" };
beforeEach(async () => {
  made.userId = screened.userId;
  const project = await seedProject({ ownerId: made.userId, labels: ["lost", "rate", "other"] });
  made.projectId = project.id;
  [made.lost = "", made.rate = "", made.other = ""] = project.labels.map(({ id }) => id);
});

const support = (rate = made.rate) =>
  seedSupportSet(made.projectId, [
    { labelId: made.lost, text: "My card was stolen in the train" },
    { labelId: made.lost, text: "I lost my card and want it blocked" },
    { labelId: rate, text: "Which exchange rate do you use" },
    { labelId: rate, text: "Is your exchange rate a good one" },
  ]);

const TEXTS = ["Somebody stole my card", "What is the exchange rate for euros", "???"];

async function seed(texts = TEXTS) {
  const exemplars = texts.map((text) => ({ text, labelId: made.other }));
  return (await seedRun({ ...made, exemplars })).exemplars;
}

const ask = () =>
  db().project.update({ where: { id: made.projectId }, data: { suggestionsAsked: { increment: 1 } } });
const suggest = (learn: Learn = learnInThread) => suggestBySupport({ projectId: made.projectId, learn });
const never: Learn = () => Promise.reject(new Error("nothing was to be learnt"));

async function suggested() {
  const rows = await db().exemplar.findMany({
    where: { projectId: made.projectId },
    orderBy: { number: "asc" },
    include: { suggestions: true },
  });
  const names = new Map([
    [made.lost, "lost"],
    [made.rate, "rate"],
    [made.other, "other"],
  ]);
  for (const row of rows) {
    const [first] = row.suggestions;
    if (row.suggestions.length > 1) continue;
    expect(row.suggestionScore).toBe(first?.score ?? null);
    expect(row.suggestedLabelId).toBe(first?.labelId ?? null);
  }
  return rows.map(({ suggestedLabelId }) => names.get(suggestedLabelId ?? "") ?? null);
}

describe("suggestBySupport", () => {
  it("suggests for what is screened the label it is nearest to, and nothing where nothing can be said", async () => {
    await support();
    const [, , , unscreened] = await seed([...TEXTS, "My card is gone"]);
    await db().exemplar.update({ where: { id: unscreened?.id ?? "" }, data: { screenedAt: null } });
    await suggest();
    expect(await suggested()).toEqual(["lost", "rate", null, null]);
  });

  it("learns nothing where all have their suggestion", async () => {
    await support();
    await seed(TEXTS.slice(0, 2));
    await suggest();
    await suggest(never);
    expect(await suggested()).toEqual(["lost", "rate"]);
  });

  it("suggests anew for a text that was edited, and for all where the support set is another", async () => {
    await support();
    const [first] = await seed();
    await suggest();
    await db().labelSuggestion.deleteMany({ where: { exemplarId: first?.id ?? "" } });
    await db().$transaction((transaction) => chooseSuggestions(transaction, [first?.id ?? ""]));
    expect(await suggested()).toEqual([null, "rate", null]);
    await db().exemplar.update({ where: { id: first?.id ?? "" }, data: { text: "exchange rate?" } });
    await suggest();
    expect(await suggested()).toEqual(["rate", "rate", null]);
    await db().supportExample.deleteMany({ where: { projectId: made.projectId } });
    await support(made.other);
    await suggest();
    expect(await suggested()).toEqual(["other", "other", null]);
  });

  it("takes suggestions away where fewer than two labels have examples", async () => {
    await support();
    await seed();
    await suggest();
    await db().supportExample.deleteMany({ where: { labelId: made.lost } });
    await suggest(never);
    expect(await suggested()).toEqual([null, null, null]);
    expect(await db().labelSuggestion.count({ where: { projectId: made.projectId } })).toBe(0);
  });

  it("leaves the suggestions of other sources, which come first where they are more trusted", async () => {
    await support();
    const [first] = await seed();
    await suggest();
    const exemplarId = first?.id ?? "";
    const suggestion = { labelId: made.other, score: 0.6 };
    await storeSuggestions("judge", [{ exemplarId, text: TEXTS[0] ?? "", suggestion }]);
    expect(await suggested()).toEqual(["other", "rate", null]);
    await db().supportExample.deleteMany({ where: { labelId: made.lost } });
    await suggest(never);
    expect(await suggested()).toEqual(["other", null, null]);
    await storeSuggestions("judge", [{ exemplarId, text: TEXTS[0] ?? "", suggestion: null }]);
    expect(await suggested()).toEqual([null, null, null]);
  });

  it("stores nothing for a text that was changed meanwhile", async () => {
    const [first] = await seed();
    await storeSuggestions("prototype", [
      { exemplarId: first?.id ?? "", text: "before", suggestion: { labelId: made.lost, score: 1 } },
    ]);
    expect(await suggested()).toEqual([null, null, null]);
  });

  it("goes by the project's own embedder", async () => {
    made.projectId = screened.projectId;
    const label = await db().label.create({
      data: { projectId: made.projectId, name: "another", colour: "sky", position: 9 },
    });
    Object.assign(made, { lost: screened.labelId, rate: label.id, other: label.id });
    await support(label.id);
    await chooseEndpoint();
    await seed(TEXTS.slice(0, 2));
    await db().exemplar.updateMany({ where: { projectId: made.projectId }, data: { screenedAt: null } });
    await screenExemplars({ projectId: made.projectId });
    expect(await hasToSuggest(made.projectId)).toBe(true);
    let dimensions: number | undefined;
    await suggest(async (projectId, set) => {
      dimensions = set.vectors?.dimensions;
      return learnInThread(projectId, set);
    });
    expect(dimensions).toBe(8);
    expect(await db().labelSuggestion.count({ where: { projectId: made.projectId } })).toBe(2);
  });

  it("is done with what was asked for before it began, and not with what comes meanwhile", async () => {
    await support();
    await seed();
    await ask();
    expect(await listProjectIdsToSuggest()).toContain(made.projectId);
    await suggest(async (...asked) => {
      await ask();
      return learnInThread(...asked);
    });
    expect(await hasToSuggest(made.projectId)).toBe(true);
    await suggest();
    expect(await hasToSuggest(made.projectId)).toBe(false);
    expect(await listProjectIdsToSuggest()).not.toContain(made.projectId);
  });

  it("fails with the thread, and with a project that was deleted does nothing", async () => {
    await support();
    await seed();
    await expect(suggest(never)).rejects.toThrow("nothing was to be learnt");
    await suggestBySupport({ projectId: "00000000-0000-7000-8000-000000000000", learn: never });
  });

  it("chooses nothing for no exemplars", async () => {
    await db().$transaction((transaction) => chooseSuggestions(transaction, []));
  });
});
