import { beforeAll, describe, expect, it } from "vitest";
import { changeThresholds } from "#lib/screening/findings/change-thresholds.ts";
import { defaultThresholds } from "#lib/screening/screening.ts";
import { db } from "#lib/server/db.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { seedMatch, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { decideExemplars } from "./decide-exemplars.ts";
import { undoDecisions } from "./undo/restore-batch.ts";

usePostgres();

const COUNT = 60;
const made = { userId: "", projectId: "" };
let labelIds: string[] = [];
let ids: string[] = [];

beforeAll(async () => {
  made.userId = (await seedUser()).id;
  const project = await seedProject({ ownerId: made.userId, labels: ["refund", "card lost"] });
  made.projectId = project.id;
  labelIds = project.labels.map(({ id }) => id);
  const { exemplars } = await seedRun({
    ...made,
    exemplars: Array.from({ length: COUNT }, (_, n) => ({ text: `text ${n}`, labelId: labelIds[0] ?? "" })),
  });
  ids = exemplars.map(({ id }) => id);
  // Each is like one before it, so that every label hangs together with others.
  for (const [n, exemplar] of exemplars.entries()) {
    const matchId = ids[Math.floor(n / 2)] ?? "";
    if (n > 0) await seedMatch(exemplar, "exemplar", { matchId, probability: 0.95 });
  }
  await changeThresholds({ ...made, thresholds: defaultThresholds });
});

/** By exemplar: the finding that stands, and the one that the labels give. */
async function kinds() {
  const exemplars = await db().exemplar.findMany({
    where: { number: { gt: 1 } },
    orderBy: { number: "asc" },
    include: { findings: true, matches: true },
  });
  const labelOf = new Map((await db().exemplar.findMany()).map(({ id, labelId }) => [id, labelId]));
  return {
    stored: exemplars.map(({ findings, openFindings }) => [
      openFindings,
      ...findings.map(({ kind }) => kind),
    ]),
    expected: exemplars.map(({ labelId, matches }) => {
      const other = labelOf.get(matches[0]?.matchId ?? "");
      return [1, labelId === other ? "duplicate" : "labelConflict"];
    }),
  };
}

describe("relabelling, deciding, undoing and new thresholds at once", () => {
  it("wait for one another in no circle, and leave the findings that the labels give", async () => {
    const some = (step: number) => ids.filter((_, n) => n % (step + 2) === 0).toReversed();
    const decide = (step: number, kind: "accept" | "reject") =>
      decideExemplars({ ...made, exemplarIds: some(step), decision: { kind } });
    const relabel = (step: number) =>
      decideExemplars({
        ...made,
        exemplarIds: some(step),
        decision: { kind: "relabel", labelId: labelIds[step % 2] ?? "" },
      });
    await Promise.all(
      Array.from({ length: 8 }, (_, step) => [
        relabel(step),
        decide(step, step % 2 === 0 ? "accept" : "reject"),
        relabel(step + 1).then(({ batchId, decided }) => (decided > 0 ? undoIfStanding(batchId) : null)),
        changeThresholds({ ...made, thresholds: { ...defaultThresholds, duplicate: 0.8 + step / 100 } }),
      ]).flat(),
    );
    const { stored, expected } = await kinds();
    expect(stored).toEqual(expected);
  });
});

/** Another's relabelling may stand on all of it by now. */
async function undoIfStanding(batchId: string) {
  await undoDecisions({ ...made, undoes: batchId }).catch((error) =>
    expect(error).toMatchObject({ code: "not-found" }),
  );
}
