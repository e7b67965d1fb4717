import "server-only";
import { db } from "#lib/server/db.ts";
import { type JudgeBasis, tokensOf } from "./estimate.ts";

/** So many of the newest runs are measured. */
const RUNS = 50;
/** What the instructions of one question take, with what is put around labels, text and answer. */
const INSTRUCTION_TOKENS = 350;
/** So many of the newest texts tell how long a text is; a project without any is taken to have texts of one sentence. */
const TEXTS = 200;
const SENTENCE_TOKENS = 20;

/**
 * What is known of one question to a judge: from runs of this project that it judged; else its replies from those
 * of the user's other projects, and its questions by the length of labels and texts.
 */
export async function getJudgeBasis(asked: {
  userId: string;
  projectId: string;
  endpoint: { id: string; model: string } | null;
}): Promise<JudgeBasis> {
  const { userId, projectId, endpoint } = asked;
  const own = endpoint && (await measured({ projectId }, endpoint));
  if (own) return { ...own, from: "project" };
  const [promptTokens, elsewhere] = await Promise.all([
    promptTokensByLength(projectId),
    endpoint && measured({ project: { ownerId: userId } }, endpoint),
  ]);
  if (elsewhere) return { ...elsewhere, promptTokens, from: "model" };
  return { calls: 0, promptTokens, completionTokens: null, from: "length" };
}

/** Means over the calls, the rubrics taken off by their length; null where none was made or the provider does not count. */
async function measured(
  where: { projectId: string } | { project: { ownerId: string } },
  endpoint: { id: string; model: string },
): Promise<Omit<JudgeBasis, "from"> | null> {
  const runs = await db().run.findMany({
    where: { ...where, judgeEndpointId: endpoint.id, judgeModel: endpoint.model, judgeCalls: { gt: 0 } },
    orderBy: { createdAt: "desc" },
    take: RUNS,
    select: { judgeCalls: true, judgePromptTokens: true, judgeCompletionTokens: true, rubric: true },
  });
  const sum = { calls: 0, promptTokens: 0, completionTokens: 0, rubrics: 0 };
  for (const { judgeCalls, judgePromptTokens, judgeCompletionTokens, rubric } of runs) {
    sum.calls += judgeCalls;
    sum.promptTokens += Number(judgePromptTokens);
    sum.completionTokens += Number(judgeCompletionTokens);
    sum.rubrics += judgeCalls * tokensOf(rubric);
  }
  if (sum.promptTokens + sum.completionTokens === 0) return null;
  return {
    calls: sum.calls,
    promptTokens: (sum.promptTokens - sum.rubrics) / sum.calls,
    completionTokens: sum.completionTokens / sum.calls,
  };
}

async function promptTokensByLength(projectId: string): Promise<number> {
  const newest = { where: { projectId }, orderBy: { number: "desc" }, take: TEXTS } as const;
  const [labels, exemplars, examples] = await Promise.all([
    db().label.findMany({
      where: { projectId },
      select: { name: true, description: true, guidelines: true },
    }),
    db().exemplar.findMany({ ...newest, select: { text: true } }),
    db().supportExample.findMany({ where: { projectId }, take: TEXTS, select: { text: true } }),
  ]);
  const texts = exemplars.length > 0 ? exemplars : examples;
  const text =
    texts.length === 0
      ? SENTENCE_TOKENS
      : texts.reduce((sum, { text }) => sum + tokensOf(text), 0) / texts.length;
  const said = labels.reduce(
    (sum, label) => sum + tokensOf(["Label", ...Object.values(label)].join("\n")),
    0,
  );
  return INSTRUCTION_TOKENS + said + text;
}
