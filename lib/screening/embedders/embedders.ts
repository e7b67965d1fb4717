import { z } from "zod";
import { embedder } from "#lib/core/similarity/character-embedding.ts";
import { STOP_CODES, TRANSIENT_CODES } from "#lib/server/llm/llm-outcome.ts";
import { ENVIRONMENT, endpointLimits, modelName } from "#lib/settings/endpoints.ts";

/** Turns texts into vectors; the built-in one is not among them, because the engine embeds by itself. */
export interface Embedder {
  /** Changes whenever the same text may get another vector. */
  readonly id: string;
  /** Length of a vector; null until the first answer. */
  readonly dimensions: number | null;
  /**
   * One row of Euclidean length 1 for each text, row-major, in their order.
   * @throws EmbedderError; the signal's reason where it aborts
   */
  embed(texts: readonly string[], signal: AbortSignal): Promise<Float32Array>;
}

export const builtInEmbedderId: string = embedder.id;

/** `openai:BASE_URL:MODEL` */
export function endpointEmbedderId(asked: { baseUrl: string; model: string }): string {
  return `openai:${asked.baseUrl}:${asked.model}`;
}

/** `local:NAME@DIGEST`, where the digest is of the model's files. */
export function localEmbedderId(asked: { name: string; digest: string }): string {
  return `local:${asked.name}@${asked.digest}`;
}

/** Why texts have no vectors. While it stands, nothing of the project is screened. */
export const EMBEDDER_PROBLEMS = [
  "consentMissing",
  "consentOutdated",
  "endpointMissing",
  "keyUnreadable",
  ...TRANSIENT_CODES,
  ...STOP_CODES,
  "rejectedRequest",
  "notJson",
  "malformedReply",
  "wrongCount",
  "notFinite",
  "noDimensions",
  "noDirection",
  "dimensionsChanged",
  "modelMissing",
  "modelBroken",
] as const;
export type EmbedderProblemCode = (typeof EMBEDDER_PROBLEMS)[number];

export interface EmbedderProblem {
  code: EmbedderProblemCode;
  values: Record<string, string | number>;
}

/** What was chosen, as the screen needs it. */
export type EmbedderChoice =
  | { kind: "builtIn" }
  | { kind: "local"; model: string }
  | { kind: "endpoint"; endpointId: string; endpointName: string; baseUrl: string; model: string };

export interface EmbedderState {
  choice: EmbedderChoice;
  /** Null where the texts can be embedded as far as is known. */
  problem: EmbedderProblem | null;
  /** Texts of the project that have their vector, of all; null with the built-in embedder. */
  progress: { done: number; total: number } | null;
  /** Who agreed, and when (ISO 8601), that test text is sent; null where nothing is. */
  consent: { userName: string; at: string } | null;
}

/** ORGANISATION/NAME as on the hub. */
export const localModelName = z
  .string()
  .trim()
  .max(200, "embedders.errors.localName")
  .regex(/^[A-Za-z0-9_][\w.-]*\/[A-Za-z0-9_][\w.-]*$/, "embedders.errors.localName");

/** The box was ticked; `baseUrl` is the address that stood in the sentence beside it. */
export const consentFields = {
  consent: z.literal(true, "embedders.errors.consent"),
  baseUrl: z.string().max(endpointLimits.baseUrl),
};

export const chosenEndpointId = z.union([z.uuid(), z.literal(ENVIRONMENT)]);

const projectId = z.uuid();
export const chooseEmbedderInput = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("builtIn"), projectId }),
  z.object({ kind: z.literal("local"), projectId, model: localModelName }),
  z.object({
    kind: z.literal("endpoint"),
    projectId,
    endpointId: chosenEndpointId,
    model: modelName,
    ...consentFields,
  }),
]);
export type ChooseEmbedderInput = z.output<typeof chooseEmbedderInput>;

export const retryEmbeddingInput = z.object({ projectId });

/** Whether the address is this machine: what is sent there does not leave it. */
export function isLoopback(baseUrl: string): boolean {
  if (!URL.canParse(baseUrl)) return false;
  const { hostname } = new URL(baseUrl);
  return hostname === "localhost" || hostname === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
