import { createHash } from "node:crypto";
import { beforeEach } from "vitest";
import { db } from "#lib/server/db.ts";
import type { Verdict } from "#lib/server/generated/enums.ts";
import type { ProjectUncheckedUpdateInput } from "#lib/server/generated/models/Project.ts";
import type { ExemplarModel } from "#lib/server/generated/models.ts";
import { seedMatch, seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { seedSupportSet, seedTestSet } from "#prisma/seed/real-data.ts";
import { judgeMatches } from "../findings/judge-matches.ts";
import { lockThresholds } from "../lock-thresholds.ts";
import type { Against } from "../screening.ts";

type Scores = Parameters<typeof seedMatch>[2];

/**
 * Before each test a project of its own with the labels refund and card lost, two exemplars and a row of each set, all
 * of the first label. Matches are written by hand: no engine is asked.
 */
export function useJudgedProject() {
  const made = { userId: "", projectId: "", refund: "", lost: "", endpointId: "" };
  const rows = { test: "", support: "", exemplar: "" };
  let exemplars: ExemplarModel[] = [];
  beforeEach(async () => {
    made.userId = (await seedUser()).id;
    const project = await seedProject({ ownerId: made.userId, labels: ["refund", "card lost"] });
    made.projectId = project.id;
    [made.refund = "", made.lost = ""] = project.labels.map(({ id }) => id);
    const row = (text: string) => [{ text, labelId: made.refund }];
    await seedTestSet(project.id, row("a test row"), made.userId);
    await seedSupportSet(project.id, row("a support example"));
    ({ exemplars } = await seedRun({ ...made, exemplars: [...row("the first"), ...row("the second 🦕")] }));
    const where = { projectId: project.id };
    rows.test = (await db().testRow.findFirstOrThrow({ where, select: { id: true } })).id;
    rows.support = (await db().supportExample.findFirstOrThrow({ where })).id;
    rows.exemplar = exemplars[0]?.id ?? "";
    made.endpointId = (
      await db().endpoint.create({
        data: { ownerId: made.userId, name: "Judge", baseUrl: "http://127.0.0.1:1", model: "judge" },
      })
    ).id;
  });
  const judged = () => {
    const [, exemplar] = exemplars;
    if (!exemplar) throw new Error("seedRun makes two");
    return exemplar;
  };

  return {
    made,
    rows,
    /** The later exemplar, of which the matches are. */
    judged,
    match: (against: Against, scores: Scores = {}) =>
      seedMatch(judged(), against, { matchId: rows[against], ...scores }),
    set: (data: ProjectUncheckedUpdateInput) => db().project.update({ where: { id: made.projectId }, data }),
    verdict: (verdict: Verdict, { text = judged().text, matchId = rows.test } = {}) =>
      db().leakVerdict.create({
        data: {
          projectId: made.projectId,
          exemplarId: judged().id,
          matchId,
          verdict,
          digest: createHash("sha256").update(text).digest("hex"),
          model: "judge",
        },
      }),
    judge: (exemplarIds?: string[]) =>
      db().$transaction(async (transaction) => {
        await lockThresholds(transaction, made);
        await judgeMatches(transaction, { ...made, ...(exemplarIds ? { exemplarIds } : {}) });
      }),
    findings: () =>
      db().finding.findMany({ where: { projectId: made.projectId }, orderBy: { against: "asc" } }),
    counts: () =>
      db().exemplar.findUniqueOrThrow({
        where: { id: judged().id },
        select: { openFindings: true, openLeaks: true },
      }),
  };
}
