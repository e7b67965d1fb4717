import type { EndpointFlavour } from "./endpoints.ts";

/** What a test of the connection found. Nothing of any project is sent for it. */
export type ConnectionReport = { latencyMs: number } & (
  | {
      kind: "models";
      /** At most `MODELS_SHOWN` of `modelCount`. */
      models: string[];
      modelCount: number;
      /** False where the server lists its models to anybody, so that the key has not been tried. */
      isKeyTried: boolean;
    }
  /** It answers, but has no list of models; not every server has. */
  | { kind: "noList"; detail: string }
  | { kind: "failed"; reason: ConnectionFailure; detail: string }
);

export const MODELS_SHOWN = 5_000;

/**
 * Whether a model is among those that a server lists. `unlisted`: the list says nothing of it; `unnamed`: none is
 * given.
 */
export function findModel(
  models: readonly string[],
  { model, flavour }: { model: string; flavour: EndpointFlavour },
): "there" | "missing" | "unlisted" | "unnamed" {
  if (model === "") return "unnamed";
  // What Azure lists is what could be deployed; what is, it does not say.
  if (flavour === "azure") return "unlisted";
  // Ollama means the latest where no tag is given.
  return models.includes(model) || models.includes(`${model}:latest`) ? "there" : "missing";
}

export const CONNECTION_FAILURES = [
  "timeout",
  "unreachable",
  "rateLimited",
  "serverError",
  "unauthorised",
  "forbidden",
  "redirected",
  "quotaExhausted",
  "notModelList",
  "notFound",
  "samplingRefused",
  "empty",
  "cutOff",
  "filtered",
  "refused",
  "noAnswer",
  "other",
] as const;
export type ConnectionFailure = (typeof CONNECTION_FAILURES)[number];

/** What became of one question, asked because the user wished it. */
export type QuestionReport = { latencyMs: number } & (
  | {
      kind: "answered";
      reply: string;
      /** Of the question and of the answer, together; null where the server did not say. */
      tokens: number | null;
      traits: EndpointTraits;
    }
  | { kind: "failed"; reason: ConnectionFailure; detail: string }
);

/** What the answer showed of the server and its model. */
export interface EndpointTraits {
  seed: "taken" | "refused" | "notAsked";
  schema: "followed" | "ignored" | "refused" | "notAsked";
  /** `fixed`: it takes no temperature or top-p but its own. */
  sampling: "taken" | "fixed";
  /** Whether it thought before it answered. */
  thinks: boolean;
}

/** The code of an outcome as a reason that the settings have a sentence for. */
export function failureReason(code: string): ConnectionFailure {
  if (code === "notJson" || code === "malformedReply") return "noAnswer";
  return CONNECTION_FAILURES.find((reason) => reason === code) ?? "other";
}
