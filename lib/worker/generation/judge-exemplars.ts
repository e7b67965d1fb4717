import "server-only";
import type { Assessment } from "#lib/exemplars/assessments.ts";
import type { RunToGenerate } from "#lib/runs/generation/run-work-queries.ts";
import type { ToAssess } from "#lib/screening/assessments/assessment-queries.ts";
import {
  assessmentQuestion,
  type LabelToSay,
  readAssessment,
} from "#lib/screening/assessments/assessment-question.ts";
import type { Assessed } from "#lib/screening/assessments/store-assessments.ts";
import { keyedDigest } from "#lib/server/secrets.ts";
import { askAboutAll } from "./asking/ask-about-all.ts";
import type { FinalOutcome } from "./asking/ask-patiently.ts";
import { askingOf, stopWhereUnreadable } from "./asking/asking-of.ts";
import type { GenerationPort } from "./generation-port.ts";

const LENGTH_OF_MARK = 24;

/**
 * Asks the run's judge about every exemplar that waits for it, and stores what it says. Does nothing where the run has
 * no judge, or nothing waits.
 * @throws as askAboutAll; RunStop where the judge's endpoint is gone or a key cannot be read
 */
export async function judgeExemplars(options: {
  port: GenerationPort;
  run: RunToGenerate;
  signal: AbortSignal;
}): Promise<void> {
  const { port, run, signal } = options;
  const { id: runId, projectId, judge, concurrency } = run;
  if (!judge) return;
  let after = 0;
  const next = async () => {
    const waiting = await port.store.findToAssess({ runId, atMost: 2 * concurrency, after });
    after = waiting.at(-1)?.number ?? after;
    return waiting;
  };
  let first: ToAssess[] | null = await next();
  if (first.length === 0) return;

  const asking = await askingOf(options, "judge");
  const markOf = await stopWhereUnreadable(() => keyedDigest("mark of a text for a judge"));
  const labels = await port.store.listLabelsToSay(projectId);
  await askAboutAll<ToAssess, Assessed>({
    asking,
    clock: port.clock,
    concurrency,
    signal,
    more: async () => {
      const waiting = first ?? (await next());
      first = null;
      return waiting;
    },
    requestOf: ({ text, repliesSince }) => {
      const mark = `#${markOf(text).slice(0, LENGTH_OF_MARK)}`;
      return { ...assessmentQuestion({ rubric: judge.rubric, labels }, text, mark), repliesSince };
    },
    resultOf: ({ id: exemplarId, text }, outcome) => ({
      exemplarId,
      text,
      assessment: assessmentOf(outcome, labels),
      spent: spentOn(outcome),
    }),
    save: (assessed) => port.store.storeAssessments({ projectId, runId, model: asking.model }, assessed),
  });
}

function assessmentOf(outcome: FinalOutcome, labels: LabelToSay[]): Assessment {
  if (outcome.kind === "text") return readAssessment(outcome.text, labels);
  if (outcome.kind === "transient") return { kind: "notJudged", problem: outcome.code };
  const { code } = outcome;
  if (code === "holdsTestText") return { kind: "notJudged", problem: code };
  return { kind: "notJudged", problem: code === "notJson" ? "nonsense" : "noAnswer" };
}

function spentOn(outcome: FinalOutcome): Assessed["spent"] {
  const nothing = { calls: 0, promptTokens: 0, completionTokens: 0 };
  if (outcome.kind === "transient") return { ...nothing, calls: outcome.attempts };
  if (outcome.reused || (outcome.kind === "unusable" && outcome.code === "holdsTestText")) return nothing;
  const { promptTokens, completionTokens } = outcome.usage;
  return {
    calls: outcome.attempts,
    promptTokens: promptTokens ?? 0,
    completionTokens: completionTokens ?? 0,
  };
}
