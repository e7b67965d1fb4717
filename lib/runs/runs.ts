import { z } from "zod";
import type { StopCode, TransientCode, UnusableCode } from "#lib/server/llm-outcome.ts";
import type { RunState } from "./run-state.ts";

export type Generator = "builtIn" | "openai";

/** In place of an endpoint's id: the one that the environment variables describe. */
export const ENVIRONMENT = "environment";

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
        count: z
          .int("runs.errors.targetNumber")
          .min(0, "runs.errors.targetNumber")
          .max(runLimits.items, "runs.errors.tooMany"),
      }),
    )
    .min(1, "runs.errors.nothingAsked")
    .max(runLimits.labels)
    .refine((targets) => new Set(targets.map(({ labelId }) => labelId)).size === targets.length)
    .refine((targets) => totalOf(targets) > 0, "runs.errors.nothingAsked")
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

/** One line of the list of runs. Dates are ISO 8601, because the list also travels as JSON. */
export interface RunSummary {
  id: string;
  number: number;
  state: RunState;
  recipeName: string;
  recipeVersion: number;
  generator: Generator;
  model: string;
  asked: number;
  produced: number;
  screened: number;
  failed: number;
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

export interface LabelProgress {
  labelId: string;
  name: string;
  colour: string;
  asked: number;
  produced: number;
  screened: number;
  failed: number;
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
