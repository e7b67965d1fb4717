import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { decideExemplars } from "#lib/review/decisions/decide-exemplars.ts";
import { editExemplar } from "#lib/review/decisions/edit-exemplar.ts";
import { claimItems } from "#lib/runs/generation/claim-items.ts";
import { saveResults } from "#lib/runs/generation/save-results.ts";
import { db } from "#lib/server/db.ts";
import { usePostgres } from "#lib/server/test/postgres.ts";
import { seedRun } from "#prisma/seed/exemplars.ts";
import { seedProject, seedUser } from "#prisma/seed/projects.ts";
import { changeThresholds } from "../findings/change-thresholds.ts";
import { defaultThresholds } from "../screening.ts";
import { storeSuggestions } from "../suggestions/store-suggestions.ts";
import { storeAssessments } from "./store-assessments.ts";

usePostgres();

const COUNT = 40;
const STEPS = 8;

it("what a judge says waits in no circle for what else is written of a run, and its findings are those of the end", async () => {
  const userId = (await seedUser()).id;
  const { id: projectId, labels } = await seedProject({ ownerId: userId, labels: ["refund", "card lost"] });
  const made = { userId, projectId };
  const labelAt = (step: number) => labels[step % 2]?.id ?? "";
  const { run, exemplars } = await seedRun({
    ...made,
    exemplars: Array.from({ length: COUNT }, (_, n) => ({ text: `text ${n}`, labelId: labelAt(0) })),
  });
  const runId = run.id;
  const claimedBy = randomUUID();
  await db().runItem.createMany({
    data: Array.from({ length: STEPS }, (_, n) => ({
      runId,
      position: COUNT + n,
      labelId: labelAt(n),
      seed: n,
      slots: {},
      messages: [],
    })),
  });
  const items = await claimItems({ runId, count: STEPS, claimedBy });
  expect(items).toHaveLength(STEPS);

  const some = (step: number) => {
    const chosen = exemplars.filter((_, n) => n % (step + 2) === 0);
    return step % 2 === 0 ? chosen : chosen.toReversed();
  };
  const spent = { calls: 1, promptTokens: 1, completionTokens: 1 };
  const assess = (step: number) =>
    storeAssessments(
      { projectId, runId, model: "judge" },
      some(step).map(({ id: exemplarId, text }) => ({
        exemplarId,
        text,
        assessment: { kind: "judged", score: 3, labelId: labelAt(step), confidence: step / 10, reason: "" },
        spent,
      })),
    );
  const relabel = (step: number) =>
    decideExemplars({
      ...made,
      exemplarIds: some(step).map(({ id }) => id),
      decision: { kind: "relabel", labelId: labelAt(step) },
    });
  const suggest = (step: number) =>
    storeSuggestions(
      "prototype",
      some(step + 2).map(({ id: exemplarId, text }) => ({
        exemplarId,
        text,
        suggestion: { labelId: labelAt(step), score: 0.5 },
      })),
    );
  const edit = (step: number) =>
    editExemplar({ ...made, exemplarId: exemplars[step]?.id ?? "", text: `edited ${step}`, revision: 0 });
  const produce = (step: number) =>
    saveResults({
      projectId,
      runId,
      claimedBy,
      results: items.slice(step, step + 1).map((item) => ({
        item,
        attempts: 1,
        latencyMs: 1,
        reply: "made",
        usage: { promptTokens: 1, completionTokens: 1 },
        reused: false,
        text: `made ${step}`,
      })),
    });
  const thresholds = (step: number) =>
    changeThresholds({ ...made, thresholds: { ...defaultThresholds, duplicate: 0.8 + step / 100 } });
  await Promise.all(
    Array.from({ length: STEPS }, (_, step) =>
      [assess, relabel, suggest, edit, produce, thresholds].map((write) => write(step)),
    ).flat(),
  );

  const asked = Array.from({ length: STEPS }, (_, step) => some(step).length).reduce((sum, n) => sum + n, 0);
  expect(await db().run.findUniqueOrThrow({ where: { id: runId } })).toMatchObject({
    judgeCalls: asked,
    calls: STEPS,
  });
  const rows = await db().exemplar.findMany({
    where: { projectId },
    orderBy: { number: "asc" },
    include: { assessment: true, findings: true, suggestions: true },
  });
  expect(rows).toHaveLength(COUNT + STEPS);
  expect(rows.filter(({ assessment }) => assessment).length).toBeGreaterThan(0);
  for (const { labelId, assessment, judgeScore, openFindings, findings, suggestions, ...row } of rows) {
    const said = assessment?.labelId;
    const disagrees = said !== undefined && said !== labelId;
    expect(findings).toMatchObject(disagrees ? [{ kind: "labelDisagreement", matchId: said }] : []);
    expect(openFindings).toBe(findings.length);
    expect(judgeScore).toBe(assessment?.score ?? null);
    const byJudge = suggestions.find(({ source }) => source === "judge");
    expect(byJudge?.labelId).toBe(said);
    if (byJudge) expect(row).toMatchObject({ suggestionSource: "judge", suggestedLabelId: said });
  }
});
