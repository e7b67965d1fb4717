import { beforeEach, describe, expect, it } from "vitest";
import { getProject } from "#lib/projects/project-queries.ts";
import { db } from "#lib/server/db.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { corpusKeyOf } from "./load-corpus.ts";
import { maskNumbers } from "./mask-numbers.ts";
import { screenExemplars } from "./screen-exemplars.ts";
import { useScreenedProject } from "./test/screened-project.ts";

const { made, sealTestSet, seedUnscreened, findings } = useScreenedProject();

const ROW = "transfer 250 from account 11 to account 12 on day 3";
const COPY = "Transfer 9,999 from account 4 to account 5 on day 6.";
const TWIN = "transfer 1 from account 2 to account 3 on day 4";
const OTHER = "Transfer 9,999 from card 4 to card 5 on day 6.";

beforeEach(async () => {
  await sealTestSet([ROW, "I want to close my account for good"]);
  await seedUnscreened([COPY, TWIN, OTHER]);
  await screenExemplars(made);
});

/** Every exemplar's scores by the exact detector, by what it was compared with, in the order of the numbers. */
async function exact() {
  const matches = await db().match.findMany({
    where: { exemplar: { projectId: made.projectId } },
    orderBy: [{ exemplar: { number: "asc" } }, { against: "asc" }],
    select: { against: true, exact: true },
  });
  return matches.filter((match) => match.exact >= 1).map(({ against }) => against);
}

describe("maskNumbers", () => {
  it("makes exact copies of what differs only in numbers, once all is screened again, and takes it back", async () => {
    expect(await exact()).toEqual([]);
    await maskNumbers({ ...made, maskNumbers: true });
    expect((await getProject(made)).maskNumbers).toBe(true);
    expect((await findings()).some(({ screened }) => screened)).toBe(false);
    expect(await screenExemplars(made)).toBe(3);
    expect(await exact()).toEqual(["test", "test", "exemplar"]);
    expect((await findings()).map(({ kinds }) => kinds.includes("exactLeak"))).toEqual([true, true, false]);

    await maskNumbers({ ...made, maskNumbers: false });
    await screenExemplars(made);
    expect(await exact()).toEqual([]);
  });

  it("does nothing where it is so already", async () => {
    const key = await corpusKeyOf(db(), made.projectId);
    await maskNumbers({ ...made, maskNumbers: false });
    expect((await findings()).every(({ screened }) => screened)).toBe(true);
    expect(await corpusKeyOf(db(), made.projectId)).toBe(key);
    await maskNumbers({ ...made, maskNumbers: true });
    expect(await corpusKeyOf(db(), made.projectId)).not.toBe(key);
  });

  it("is for the project's owner", async () => {
    const { id: userId } = await seedUser("Stranger");
    await expect(maskNumbers({ ...made, userId, maskNumbers: true })).rejects.toMatchObject({
      code: "not-found",
    });
  });
});
