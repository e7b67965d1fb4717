import { describe, expect, it } from "vitest";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { screeningEngine } from "../engine/screening-engine.ts";
import { screenExemplars } from "../screen-exemplars.ts";
import { useEmbeddedProject } from "../test/embedded-project.ts";
import { nearestExemplars } from "./likeness-queries.ts";
import { resolveLikeness } from "./resolve-likeness.ts";

const { made, seedSets, seedUnscreened, chooseEndpoint } = useEmbeddedProject();

const TEXTS = [
  "My card was stolen on the train to Leeds",
  "Which exchange rate do you use abroad",
  "My card was stolen in a train",
  "My bank card was stolen yesterday on a train",
  "zzz",
];

async function numbersOf(ids: string[]) {
  const rows = await db().exemplar.findMany({ where: { id: { in: ids } } });
  return ids.map((id) => rows.find((row) => row.id === id)?.number);
}

const near = async (number: number, limit?: number) =>
  numbersOf(await nearestExemplars({ ...made, number, ...(limit ? { limit } : {}) }));

describe("nearestExemplars", () => {
  it("orders by cosine, the one itself first", async () => {
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    const found = await near(1);
    expect(found.slice(0, 3)).toEqual([1, 3, 4]);
    expect(found).not.toContain(5);
    expect(await near(4, 2)).toEqual([4, 3]);
  });

  it("loads the project where the engine has forgotten it", async () => {
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    await screeningEngine().forget(made.projectId);
    expect((await near(1)).slice(0, 3)).toEqual([1, 3, 4]);
  });

  it("compares the text as it stands, though it waits to be screened", async () => {
    const [first] = await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    await db().exemplar.update({
      where: { id: first?.id ?? "" },
      data: { text: "Which exchange rate is used abroad", screenedAt: null },
    });
    expect((await near(1)).slice(0, 2)).toEqual([1, 2]);
  });

  it("goes by the project's own embedder, and says why where that gives no vector", async () => {
    await seedSets();
    await chooseEndpoint();
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    expect(await near(1)).toHaveLength(5);
    await db().testTextConsent.deleteMany({});
    await expect(nearestExemplars({ ...made, number: 1 })).rejects.toMatchObject({
      code: "unavailable",
      key: "embedders.problems.consentMissing",
    });
  });

  it("is the owner's alone, and of exemplars that are there", async () => {
    await seedUnscreened(TEXTS);
    const stranger = { ...made, userId: (await seedUser()).id, number: 1 };
    await expect(nearestExemplars(stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(resolveLikeness(stranger)).rejects.toMatchObject({ code: "not-found" });
    await expect(nearestExemplars({ ...made, number: 99 })).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("resolveLikeness", () => {
  it("gives one order for a minute, and another once the text is another", async () => {
    const [first] = await seedUnscreened(TEXTS.slice(0, 3));
    await screenExemplars({ projectId: made.projectId });
    let now = 0;
    const asked = async () => numbersOf(await resolveLikeness({ ...made, number: 1 }, () => now));
    const before = await asked();
    await seedUnscreened(["My card was stolen on the train to York"]);
    await screenExemplars({ projectId: made.projectId });
    expect(await asked()).toEqual(before);
    now = 60_001;
    expect((await asked()).slice(0, 2)).toEqual([1, 4]);
    await db().exemplar.update({
      where: { id: first?.id ?? "" },
      data: { text: "Which exchange rate is used abroad" },
    });
    expect((await asked()).slice(0, 2)).toEqual([1, 2]);
  });
});
