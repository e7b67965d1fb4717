import { beforeEach, expect, it } from "vitest";
import { useJudgedProject } from "#lib/screening/test/judged-project.ts";
import { db } from "#lib/server/db.ts";
import { useDatabase } from "#lib/server/test/database.ts";
import { seedAssessment } from "#prisma/seed/exemplars.ts";
import { topUpRun } from "./top-up-run.ts";

useDatabase();
const { made, judged } = useJudgedProject();

beforeEach(() =>
  db().run.update({
    where: { id: judged().runId },
    data: {
      goal: "passing",
      targets: [{ labelId: made.refund, count: 2 }],
      planned: { [made.refund]: 2 },
    },
  }),
);

it.each([
  ["nothing where the judge says what was intended", () => ({ score: 1, labelId: made.refund }) as const, 0],
  ["more where it says another label", () => ({ labelId: made.lost }) as const, 1],
  ["more where no label fits", () => ({ labelId: null }) as const, 1],
  ["nothing where one is not judged", () => ({ kind: "notJudged", problem: "timeout" }) as const, 0],
] as const)("plans %s", async (_name, said, least) => {
  const { runId } = judged();
  await seedAssessment(judged(), said());
  const more = await topUpRun(runId);
  expect(Math.min(more, 1)).toBe(least);
  expect(await db().runItem.count({ where: { runId, state: "pending" } })).toBe(more);
  const { labelEnds } = await db().run.findUniqueOrThrow({ where: { id: runId } });
  expect(labelEnds).toEqual(least === 0 ? { [made.refund]: "reached" } : {});
});
