import { randomUUID } from "node:crypto";
import type { Assessment } from "#lib/exemplars/assessments.ts";
import { storeAssessments } from "#lib/screening/assessments/store-assessments.ts";
import { db } from "#lib/server/db.ts";
import type { ExemplarModel, FindingModel, MatchModel } from "#lib/server/generated/models.ts";
import { seedRecipe } from "./recipes.ts";

export type SeededExemplar = { text: string; labelId: string } & Partial<
  Pick<
    ExemplarModel,
    | "status"
    | "screenedAt"
    | "decidedAt"
    | "similarity"
    | "leakProbability"
    | "intendedLabelId"
    | "openFindings"
    | "openLeaks"
    | "originalText"
    | "createdAt"
    | "decidedById"
    | "flagged"
    | "clusterId"
    | "groupId"
    | "suggestedLabelId"
    | "suggestionScore"
    | "suggestionSource"
  >
> & {
    /** What the slots of its prompt were filled with. */
    slots?: Record<string, string>;
  };

/** A finished built-in run and its exemplars, numbered on from the project's last. */
export async function seedRun(options: { projectId: string; userId: string; exemplars: SeededExemplar[] }) {
  const { projectId, userId, exemplars } = options;
  const recipe = await seedRecipe({ projectId, userId, kind: "grammar", template: "a template" });
  const version = recipe.versions[0];
  if (!version) throw new Error("seedRecipe makes one version");
  const before = await db().project.update({
    where: { id: projectId },
    data: { lastExemplarNumber: { increment: exemplars.length } },
    include: { _count: { select: { runs: true } } },
  });
  const first = before.lastExemplarNumber - exemplars.length + 1;
  const run = await db().run.create({
    data: {
      projectId,
      number: before._count.runs + 1,
      recipeVersionId: version.id,
      generator: "builtIn",
      model: "built-in",
      seed: 1,
      concurrency: 1,
      state: "done",
      targets: [],
      createdById: userId,
      plannedAt: new Date(),
      startedAt: new Date(),
      finishedAt: new Date(),
    },
  });
  const items = exemplars.map((exemplar, position) => ({ id: randomUUID(), position, exemplar }));
  await db().runItem.createMany({
    data: items.map(({ id, position, exemplar }) => ({
      id,
      runId: run.id,
      position,
      labelId: exemplar.intendedLabelId ?? exemplar.labelId,
      seed: position,
      slots: exemplar.slots ?? { topic: "a topic" },
      messages: [{ role: "user", content: exemplar.text }],
      state: "produced" as const,
      finishedAt: new Date(),
    })),
  });
  await db().exemplar.createMany({
    data: items.map(({ id, position, exemplar: { slots, ...exemplar } }) => ({
      projectId,
      runId: run.id,
      runItemId: id,
      number: first + position,
      originalText: exemplar.text,
      intendedLabelId: exemplar.labelId,
      screenedAt: new Date(),
      ...exemplar,
    })),
  });
  return {
    run,
    exemplars: await db().exemplar.findMany({ where: { runId: run.id }, orderBy: { number: "asc" } }),
  };
}

/** What an exemplar is most like in one set, as a screening would have left it; nothing is judged. */
export async function seedMatch(
  exemplar: Pick<ExemplarModel, "id">,
  against: MatchModel["against"],
  match: Partial<Omit<MatchModel, "exemplarId" | "against" | "spans">> & { spans?: [number, number][] } = {},
) {
  const scores = { exact: 0, wordEdit: 0, containment: 0, overlap: 0, template: 0, cosine: 0 };
  const { matchId = randomUUID(), probability = 0, evidence = "overlap", ...rest } = match;
  const stored = await db().match.create({
    data: { exemplarId: exemplar.id, against, matchId, probability, evidence, ...scores, ...rest },
  });
  if (against === "test") {
    const { cosine: similarity } = stored;
    await db().exemplar.update({
      where: { id: exemplar.id },
      data: { similarity, leakProbability: probability },
    });
  }
  return stored;
}

/** A finding with its match, as a screening would have left them; the counts of the exemplar follow. */
export async function seedFinding(
  options: { exemplar: Pick<ExemplarModel, "id" | "projectId">; kind: keyof typeof DETECTORS } & Partial<
    Pick<FindingModel, "detector" | "against" | "score" | "threshold" | "state"> & { matchId: string }
  > & { spans?: [number, number][] },
) {
  const { exemplar, kind, state = "open", score = 0.97, threshold = 0.85 } = options;
  const matchId = options.matchId ?? randomUUID();
  const { detector = DETECTORS[kind], against = AGAINST[kind], spans = [] } = options;
  const isProbability = detector === "combined" || detector === "judge";
  await seedMatch(exemplar, against, {
    matchId,
    spans,
    probability: score,
    ...(isProbability ? {} : { [detector]: score }),
  });
  const override = { overrideReason: "looked at", overriddenAt: new Date() };
  const finding = await db().finding.create({
    data: {
      exemplarId: exemplar.id,
      projectId: exemplar.projectId,
      kind,
      detector,
      against,
      matchId,
      score,
      threshold,
      state,
      ...(state === "overridden" ? override : {}),
    },
  });
  const isOpen = state === "open" ? 1 : 0;
  await db().exemplar.update({
    where: { id: exemplar.id },
    data: {
      openFindings: { increment: isOpen },
      openLeaks: { increment: against === "test" ? isOpen : 0 },
    },
  });
  return { ...finding, matchId };
}

/** The judge of an exemplar's run, and what it says of it: the finding and the suggestion that gives are made. */
export async function seedAssessment(
  exemplar: Pick<ExemplarModel, "id" | "projectId" | "runId" | "text">,
  said:
    | Partial<Omit<Extract<Assessment, { kind: "judged" }>, "kind">>
    | Extract<Assessment, { kind: "notJudged" }>,
): Promise<void> {
  const { id: exemplarId, projectId, runId, text } = exemplar;
  const model = "judge";
  await db().run.update({
    where: { id: runId },
    data: { judgeModel: model, rubric: "Is it said naturally?" },
  });
  const assessment: Assessment =
    "kind" in said ? said : { kind: "judged", score: 4, labelId: null, confidence: 0.8, reason: "", ...said };
  const spent = { calls: 1, promptTokens: 100, completionTokens: 20 };
  await storeAssessments({ projectId, runId, model }, [{ exemplarId, text, assessment, spent }]);
}

const DETECTORS = {
  exactLeak: "exact",
  nearLeak: "combined",
  semanticLeak: "cosine",
  unjudged: "judge",
  labelConflict: "combined",
  duplicate: "combined",
  supportCopy: "exact",
} as const satisfies Partial<Record<FindingModel["kind"], FindingModel["detector"]>>;

const AGAINST = {
  exactLeak: "test",
  nearLeak: "test",
  semanticLeak: "test",
  unjudged: "test",
  labelConflict: "exemplar",
  duplicate: "exemplar",
  supportCopy: "support",
} as const satisfies Record<keyof typeof DETECTORS, FindingModel["against"]>;
