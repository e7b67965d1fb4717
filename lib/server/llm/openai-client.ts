import "server-only";
import OpenAI from "openai";
import { complaintIn, complaintInAnswer } from "./complaints.ts";
import { type Egress, guardedFetch } from "./egress.ts";

/** In bytes: what is longer is no answer to our question. */
const LIMIT_OF_ANSWER = 4_000_000;
/** Of Azure OpenAI, where the user named none. */
const AZURE_API_VERSION = "2024-10-21";

/** Where to ask and how, with the key as plain text: never leaves the server. */
export interface LlmEndpoint {
  baseUrl: string;
  model: string;
  key: string | null;
  id?: string;
  /** What the account allows, and questions under way at once; null or absent: no limit is known. */
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  mostAtOnce?: number | null;
  /** `azure`: the key in a header of its own, the model in the address. Absent: `openai`. */
  flavour?: "openai" | "azure";
  apiVersion?: string | null;
  /** What the user says the server knows; null or absent: it is found out by asking. */
  takesSeed?: boolean | null;
  takesSchema?: boolean | null;
}

/**
 * Redirects are not followed: what is sent goes where the user said and nowhere else.
 * @param of `timeout`: from sending to the last byte; `asks`: what the address is of, as Azure has one for each model
 * and one for all; `most`: bytes of an answer
 */
export function openaiClient(
  endpoint: LlmEndpoint,
  egress: Egress,
  {
    timeout,
    asks = "model",
    most = LIMIT_OF_ANSWER,
  }: { timeout: number; asks?: "model" | "server"; most?: number },
) {
  return new Client({
    ...(endpoint.flavour === "azure" ? azureOptions(endpoint, asks) : { baseURL: endpoint.baseUrl }),
    // Servers without keys still get a header; an empty one the package refuses to send.
    apiKey: endpoint.key ?? "none",
    // Else the package would take these from the environment and send them to whatever server is asked.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout,
    logLevel: "off",
    fetch: guardedFetch(egress, most),
  });
}

function azureOptions({ baseUrl, model, key, apiVersion }: LlmEndpoint, asks: "model" | "server") {
  const resource = baseUrl.endsWith("/openai") ? baseUrl : `${baseUrl}/openai`;
  return {
    baseURL: asks === "model" ? `${resource}/deployments/${encodeURIComponent(model)}` : resource,
    defaultQuery: { "api-version": apiVersion ?? AZURE_API_VERSION },
    defaultHeaders: { authorization: null, "api-key": key },
  };
}

/** The package reads OpenAI's errors; of others it would keep neither the words nor the code. */
class Client extends OpenAI {
  protected override makeStatusError(
    status: number,
    body: object,
    message: string | undefined,
    headers: Headers,
  ) {
    const complaint = complaintIn(body);
    return super.makeStatusError(status, complaint?.message ? { error: complaint } : body, message, headers);
  }
}

/** @returns undefined where the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The body as text.
 * @throws OpenAI.APIError where it is a complaint, as some servers send with status 200
 */
export async function readAnswer(response: Response): Promise<string> {
  const text = await response.text();
  // Nearly every answer is none, and need not be parsed twice.
  const complaint = text.includes('"error"') ? complaintInAnswer(parseJson(text)) : null;
  if (!complaint) return text;
  throw OpenAI.APIError.generate(statusOf(complaint), { error: complaint }, undefined, response.headers);
}

/** LM Studio answers with status 200 to addresses that it does not have. */
function statusOf({ status, message }: { status: number | null; message: string }): number {
  return status ?? (/unexpected endpoint/i.test(message) ? 404 : 500);
}

/** Providers quote the key they were sent. It stays out of what is stored and shown. */
export function withoutKey<T extends object>(outcome: T, key: string | null): T {
  if (!key) return outcome;
  const clean = (value: unknown) => (typeof value === "string" ? value.replaceAll(key, "•••") : value);
  return Object.fromEntries(Object.entries(outcome).map(([name, value]) => [name, clean(value)])) as T;
}
