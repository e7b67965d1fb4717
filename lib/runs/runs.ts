import { z } from "zod";
import { MOST_OF_RUBRIC, type NotJudged } from "#lib/exemplars/assessments.ts";
import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import {
  type StopCode,
  TRANSIENT_CODES,
  type TransientCode,
  UNUSABLE_CODES,
} from "#lib/server/llm/llm-outcome.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { type Budget, budgetInput, NO_BUDGET, type RunUsage } from "./budget.ts";
import type { RunState } from "./run-state.ts";

export type Generator = "builtIn" | "openai";

export const runLimits = {
  items: 100_000,
  labels: 1_000,
  concurrency: 64,
  seed: 2_147_483_647,
  text: 20_000,
};

export interface Target {
  labelId: string;
  /** How many exemplars are asked for. */
  count: number;
}

/** Why one item has no exemplar. */
export const ITEM_FAILURE_CODES = [...UNUSABLE_CODES, ...TRANSIENT_CODES] as const;
export type ItemFailureCode = (typeof ITEM_FAILURE_CODES)[number];

/** What the targets count: items asked for, or exemplars that pass screening. */
export const RUN_GOALS = ["passing", "produced"] as const;
export type RunGoal = (typeof RUN_GOALS)[number];

export const startRunInput = z.object({
  projectId: z.uuid(),
  recipeVersionId: z.uuid("runs.errors.recipeMissing"),
  /** Null: the built-in generator. */
  endpointId: z.union([z.uuid(), z.literal(ENVIRONMENT)], "runs.errors.generatorMissing").nullable(),
  targets: z
    .array(
      z.object({
        labelId: z.uuid(),
        count: z.int("runs.errors.targetNumber").min(0, "runs.errors.targetNumber"),
      }),
    )
    .min(1, "runs.errors.nothingAsked")
    .max(runLimits.labels)
    .refine((targets) => new Set(targets.map(({ labelId }) => labelId)).size === targets.length)
    .refine((targets) => totalOf(targets) !== 0, "runs.errors.nothingAsked")
    .refine((targets) => totalOf(targets) <= runLimits.items, "runs.errors.tooMany"),
  seed: z.int("runs.errors.seed").min(0, "runs.errors.seed").max(runLimits.seed, "runs.errors.seed"),
  /** Questions under way at once; of no effect for the built-in generator. */
  concurrency: z
    .int("runs.errors.concurrency")
    .min(1, "runs.errors.concurrency")
    .max(runLimits.concurrency, "runs.errors.concurrency"),
  goal: z.enum(RUN_GOALS).default("passing"),
  budget: budgetInput.default(NO_BUDGET),
  /** Whether stored replies to the same questions are taken instead of asking again. */
  reusesReplies: z.boolean().default(true),
  /** Who scores the exemplars and says their label unseen; null: nobody. */
  judge: z
    .object({
      endpointId: z.union([z.uuid(), z.literal(ENVIRONMENT)], "runs.errors.judgeMissing"),
      rubric: z
        .string()
        .trim()
        .min(1, "runs.errors.rubricMissing")
        .max(MOST_OF_RUBRIC, "runs.errors.rubricTooLong"),
    })
    .nullable()
    .default(null),
  /** Kept for later instead of started. */
  isDraft: z.boolean().default(false),
  /** The draft that this one takes the place of. */
  replacesId: z.uuid().nullable().default(null),
});
export type StartRunInput = z.input<typeof startRunInput>;

export const runInput = z.object({ projectId: z.uuid(), runId: z.uuid() });

/** `budget` is what the run may spend in all from now on; absent: as it was. */
export const resumeRunInput = runInput.extend({ budget: budgetInput.optional() });

/** Failed items of one reason are asked for once more. */
export const retryFailuresInput = runInput.extend({ code: z.enum(ITEM_FAILURE_CODES) });

export function totalOf(targets: readonly Target[]): number {
  return targets.reduce((sum, { count }) => sum + count, 0);
}

/** Why a run ended before its items did. */
export type RunFailureCode =
  | StopCode
  | TransientCode
  | "endpointMissing"
  | "planImpossible"
  | "keyUnreadable"
  | "screeningBlocked"
  | "internal";

export interface RunFailure {
  code: RunFailureCode;
  /** In the words of whoever refused: the provider's, or the error's. May be empty. */
  detail: string;
  /** Where it was the judge that was to be asked. */
  ofJudge?: true;
}

const OF_JUDGE = "judge ";

/** One field of the database holds all: whose it is and `code` up to the first colon, the detail behind it. */
export function packRunFailure({ code, detail, ofJudge }: RunFailure): string {
  return `${ofJudge ? OF_JUDGE : ""}${code}:${detail}`;
}

export function unpackRunFailure(packed: string): RunFailure {
  const colon = packed.indexOf(":");
  const [place, detail] = [packed.slice(0, colon), packed.slice(colon + 1)];
  if (!place.startsWith(OF_JUDGE)) return { code: place as RunFailureCode, detail };
  return { code: place.slice(OF_JUDGE.length) as RunFailureCode, detail, ofJudge: true };
}

/** The sentence, by its key, that says why a plan is impossible; null for every other failure. */
export function problemOfPlan({
  code,
  detail,
}: RunFailure): { key: MessageKey; values: MessageValues } | null {
  if (code !== "planImpossible") return null;
  return JSON.parse(detail) as { key: MessageKey; values: MessageValues };
}

/** In exemplars; failed: items without one. */
export interface Counts {
  asked: number;
  produced: number;
  screened: number;
  /** Of the screened: without a finding that is open, and rejected by nobody. */
  passing: number;
  failed: number;
}

/** Why a label is not asked for any more. */
export type LabelEnd = "reached" | "notYielding";

/** One line of the list of runs. Dates are ISO 8601, because the list also travels as JSON. */
export interface RunSummary extends Counts {
  id: string;
  number: number;
  state: RunState;
  recipeName: string;
  recipeVersion: number;
  generator: Generator;
  model: string;
  isJudged: boolean;
  goal: RunGoal;
  /** Over all labels, in what the goal counts. */
  target: number;
  /** US dollars; null where the prices of an endpoint that it asks are unknown. */
  cost: number | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface Run extends RunSummary {
  projectId: string;
  recipeId: string;
  recipeVersionId: string;
  /** Null where the built-in generator wrote, or the endpoint was deleted since. */
  endpointId: string | null;
  endpointName: string | null;
  seed: number;
  concurrency: number;
  targets: Target[];
  budget: Budget;
  reusesReplies: boolean;
  /** US dollars for a million tokens at the start; null: unknown. */
  prices: { input: number; output: number } | null;
  /** Null: none. */
  judge: RunJudge | null;
}

export interface RunJudge {
  /** Null where the endpoint was deleted since. */
  endpointId: string | null;
  endpointName: string | null;
  model: string;
  rubric: string;
  prices: { input: number; output: number } | null;
}

/** What the judge of a run has said so far. */
export interface RunJudging {
  /** Screened, without an open finding and rejected by nobody, and not asked about yet. */
  waiting: number;
  /** How many have each score, from 1 to 5. */
  scores: [number, number, number, number, number];
  /** Of the judged: the label said is the intended one. */
  agrees: number;
  disagrees: number;
  /** Why others are not judged, the most frequent first. */
  notJudged: { problem: NotJudged; count: number }[];
}

export interface LabelProgress extends Counts {
  labelId: string;
  name: string;
  colour: string;
  /** Of the target, in what the run's goal counts. */
  target: number;
  end: LabelEnd | null;
}

export interface FailureExample {
  /** Counts from 0 in the run. */
  position: number;
  detail: string;
  /** The beginning of the model's raw reply. */
  reply: string | null;
}

export interface FailureGroup {
  code: ItemFailureCode;
  count: number;
  examples: FailureExample[];
}

export interface RunProgress {
  state: RunState;
  isPlanned: boolean;
  failure: RunFailure | null;
  labels: LabelProgress[];
  failures: FailureGroup[];
  usage: RunUsage;
  /** Null: the run has no judge. */
  judging: RunJudging | null;
  /** Items planned, claimed ones among them, that are neither produced nor failed. */
  pending: number;
  startedAt: string | null;
  finishedAt: string | null;
  /** The server's clock at the time of the answer. */
  now: string;
}

/** What the form of a new run offers. */
export interface RunForm {
  recipeVersions: { id: string; number: number; kind: RecipeKind; recipeId: string; recipeName: string }[];
  labels: { id: string; name: string; colour: string }[];
  endpoints: {
    id: string;
    name: string;
    baseUrl: string;
    model: string;
    prices: { input: number; output: number } | null;
    mostAtOnce: number | null;
  }[];
  /** What is chosen at first. */
  values: RunFormValues;
}

export type RunFormValues = Omit<z.output<typeof startRunInput>, "projectId" | "isDraft">;

/** What a run is doing, in more detail than its state. */
export type RunPhase = RunState | "planning" | "screening" | "judging";

export function phaseOf(
  run: { state: RunState; isPlanned?: boolean; judging?: RunJudging | null } & Counts,
): RunPhase {
  if (run.state !== "running") return run.state;
  if (run.isPlanned === false) return "planning";
  if (run.produced + run.failed < run.asked) return "running";
  if (run.screened < run.produced) return "screening";
  return run.judging && run.judging.waiting > 0 ? "judging" : "running";
}

export function sumOf(labels: readonly Counts[]): Counts {
  const sum = { asked: 0, produced: 0, screened: 0, passing: 0, failed: 0 };
  for (const { asked, produced, screened, passing, failed } of labels) {
    sum.asked += asked;
    sum.produced += produced;
    sum.screened += screened;
    sum.passing += passing;
    sum.failed += failed;
  }
  return sum;
}
