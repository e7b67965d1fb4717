import { z } from "zod";
import type { MessageKey, MessageValues } from "#lib/messages/message-key.ts";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import type { StopCode, TransientCode, UnusableCode } from "#lib/server/llm/llm-outcome.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
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
});
export type StartRunInput = z.output<typeof startRunInput>;

export const runInput = z.object({ projectId: z.uuid(), runId: z.uuid() });

export function totalOf(targets: readonly Target[]): number {
  return targets.reduce((sum, { count }) => sum + count, 0);
}

/** Why one item has no exemplar. */
export type ItemFailureCode = UnusableCode | TransientCode;

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
}

/** One field of the database holds both: `code` up to the first colon, the detail behind it. */
export function packRunFailure({ code, detail }: RunFailure): string {
  return `${code}:${detail}`;
}

export function unpackRunFailure(packed: string): RunFailure {
  const colon = packed.indexOf(":");
  return { code: packed.slice(0, colon) as RunFailureCode, detail: packed.slice(colon + 1) };
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
  failed: number;
}

/** One line of the list of runs. Dates are ISO 8601, because the list also travels as JSON. */
export interface RunSummary extends Counts {
  id: string;
  number: number;
  state: RunState;
  recipeName: string;
  recipeVersion: number;
  generator: Generator;
  model: string;
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
}

export interface LabelProgress extends Counts {
  labelId: string;
  name: string;
  colour: string;
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
  startedAt: string | null;
  finishedAt: string | null;
  /** The server's clock at the time of the answer. */
  now: string;
}

/** What the form of a new run offers. */
export interface RunForm {
  recipeVersions: { id: string; number: number; kind: RecipeKind; recipeId: string; recipeName: string }[];
  labels: { id: string; name: string; colour: string }[];
  endpoints: { id: string; name: string; baseUrl: string; model: string }[];
  /** What is chosen at first. */
  values: RunFormValues;
}

export type RunFormValues = Omit<StartRunInput, "projectId">;

/** What a run is doing, in more detail than its state. */
export type RunPhase = RunState | "planning" | "screening";

export function phaseOf(run: { state: RunState; isPlanned?: boolean } & Counts): RunPhase {
  if (run.state !== "running") return run.state;
  if (run.isPlanned === false) return "planning";
  return run.produced + run.failed >= run.asked && run.screened < run.produced ? "screening" : "running";
}

export function sumOf(labels: readonly Counts[]): Counts {
  const sum = { asked: 0, produced: 0, screened: 0, failed: 0 };
  for (const { asked, produced, screened, failed } of labels) {
    sum.asked += asked;
    sum.produced += produced;
    sum.screened += screened;
    sum.failed += failed;
  }
  return sum;
}
