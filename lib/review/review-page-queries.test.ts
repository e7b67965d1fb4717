import { describe, expect, it } from "vitest";
import { DEFAULT_SORT, type ExemplarFilter, NO_FILTER } from "#lib/exemplars/exemplar-views.ts";
import { screenExemplars } from "#lib/screening/screen-exemplars.ts";
import { useScreenedProject } from "#lib/screening/test/screened-project.ts";
import { db } from "#lib/server/db.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { seedUser } from "#prisma/seed/projects.ts";
import { getReviewCounts, getReviewPage, hasJudgeScores } from "./review-page-queries.ts";

const { made, seedUnscreened } = useScreenedProject();

const TEXTS = [
  "My card was stolen on the train to Leeds",
  "Which exchange rate do you use abroad",
  "My card was stolen in a train",
  "My bank card was stolen yesterday on a train",
];

async function shown(filter: Partial<ExemplarFilter>, userId = made.userId) {
  const asked = { userId, projectId: made.projectId, filter: { ...NO_FILTER, ...filter } };
  const sort = filter.like ? ({ key: "likeness", direction: "asc" } as const) : DEFAULT_SORT;
  const { rows } = await getReviewPage({ ...asked, sort, page: { from: "start" } });
  const { matching } = await getReviewCounts(asked);
  return { numbers: rows.map(({ number }) => number), matching };
}

describe("what the review screen shows", () => {
  it("is what is like one exemplar, the likest first, within the other filters", async () => {
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    expect((await shown({})).numbers).toEqual([1, 2, 3, 4]);
    const like = await shown({ like: 1 });
    expect(like.numbers.slice(0, 3)).toEqual([1, 3, 4]);
    expect(like.matching).toBe(like.numbers.length);
    expect(await shown({ like: 1, text: "bank" })).toEqual({ numbers: [4], matching: 1 });
  });

  it("is nothing like an exemplar that is not there, or is somebody else's", async () => {
    await seedUnscreened(TEXTS);
    await screenExemplars({ projectId: made.projectId });
    expect(await shown({ like: 99 })).toEqual({ numbers: [], matching: 0 });
    expect((await shown({ like: 1 }, (await seedUser()).id)).numbers).toEqual([]);
  });
});

it("knows whether a judge has scored anything of the project", async () => {
  await seedUnscreened(TEXTS);
  await screenExemplars({ projectId: made.projectId });
  const has = (userId = made.userId, projectId = made.projectId) => hasJudgeScores({ userId, projectId });
  const exemplar = await db().exemplar.findFirstOrThrow({ where: { projectId: made.projectId } });
  expect(await has()).toBe(false);
  await seedAssessment(exemplar, { kind: "notJudged", problem: "nonsense" });
  expect(await has()).toBe(false);
  await seedAssessment(exemplar, { score: 3 });
  expect(await has()).toBe(true);
  expect(await has((await seedUser()).id)).toBe(false);
  expect(await has(made.userId, "no project")).toBe(false);
});
