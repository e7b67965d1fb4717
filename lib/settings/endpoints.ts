import { z } from "zod";

/** Stands for the endpoint of the environment variables where an id is asked for. */
export const ENVIRONMENT = "environment";

export const endpointLimits = { name: 100, baseUrl: 500, model: 200, key: 2_000, endpoints: 50 };

/** What the browser may know of an endpoint. The key is not among it. */
export interface Endpoint {
  /** A uuid, or `environment`. */
  id: string;
  name: string;
  baseUrl: string;
  model: string;
  hasKey: boolean;
  /** US dollars for a million tokens; null: unknown. */
  prices: { input: number; output: number } | null;
  /** Questions under way at once, over all runs; null: no limit is known. */
  mostAtOnce: number | null;
}

const name = z
  .string()
  .normalize()
  .trim()
  .min(1, "settings.errors.nameMissing")
  .max(endpointLimits.name, "settings.errors.nameTooLong")
  .regex(/^\P{Cc}*$/u, "settings.errors.nameMissing")
  .refine((text) => text.toLowerCase() !== ENVIRONMENT, "settings.errors.nameReserved");

const baseUrl = z
  .string()
  .trim()
  .max(endpointLimits.baseUrl, "settings.errors.baseUrl")
  .transform((text, context) => {
    const url = canonicalBaseUrl(text);
    if (url) return url;
    context.addIssue({ code: "custom", message: "settings.errors.baseUrl" });
    return z.NEVER;
  });

/** As the server calls it. */
export const modelName = z
  .string()
  .normalize()
  .trim()
  .min(1, "settings.errors.modelMissing")
  .max(endpointLimits.model, "settings.errors.modelTooLong")
  .regex(/^\P{Cc}*$/u, "settings.errors.modelMissing");

/** Goes into a header: printable ASCII only. "" stands for: as it is. */
const key = z
  .string()
  .trim()
  .max(endpointLimits.key, "settings.errors.keyTooLong")
  .regex(/^[!-~]*$/, "settings.errors.keyCharacters");

export const saveEndpointInput = z.object({
  /** Null: a new one. */
  endpointId: z.uuid().nullable(),
  name,
  baseUrl,
  model: modelName,
  key: key.default(""),
  removeKey: z.boolean().default(false),
});
export type SaveEndpointInput = z.output<typeof saveEndpointInput>;

export const deleteEndpointInput = z.object({ endpointId: z.uuid() });
export const testEndpointInput = z.object({ endpointId: z.union([z.uuid(), z.literal(ENVIRONMENT)]) });

/** What a test of the connection found. */
export type ConnectionReport =
  | { reached: true; modelCount: number; hasModel: boolean; someModels: string[] }
  /** It answers, but has no list of models; not every server has. */
  | { reached: true; modelCount: null; detail: string }
  | { reached: false; reason: ConnectionFailure; detail: string };

export const CONNECTION_FAILURES = [
  "timeout",
  "unreachable",
  "rateLimited",
  "serverError",
  "unauthorised",
  "forbidden",
  "redirected",
  "notModelList",
  "other",
] as const;
export type ConnectionFailure = (typeof CONNECTION_FAILURES)[number];

/** http or https, without credentials, query, fragment or closing slash; null where the text is no such address. */
export function canonicalBaseUrl(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!isPlain || (url.protocol !== "http:" && url.protocol !== "https:")) return null;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, "");
}
