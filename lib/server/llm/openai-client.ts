import "server-only";
import OpenAI from "openai";
import { type Egress, guardedFetch } from "./egress.ts";

const LIMIT_OF_ANSWER = 4_000_000;

/** Where to ask, with the key as plain text: never leaves the server. */
export interface LlmEndpoint {
  baseUrl: string;
  model: string;
  key: string | null;
  id?: string;
  /** What the account allows, and questions under way at once; null or absent: no limit is known. */
  requestsPerMinute?: number | null;
  tokensPerMinute?: number | null;
  mostAtOnce?: number | null;
}

/** Redirects are not followed: what is sent goes where the user said and nowhere else. */
export function openaiClient({ baseUrl, key }: LlmEndpoint, egress: Egress, timeout: number) {
  return new OpenAI({
    baseURL: baseUrl,
    // Servers without keys still get a header; an empty one the package refuses to send.
    apiKey: key ?? "none",
    // Else the package would take these from the environment and send them to whatever server is asked.
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    timeout,
    logLevel: "off",
    fetchOptions: { redirect: "manual" },
    fetch: guardedFetch(egress),
  });
}

/** @returns undefined where the text is no JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The body as text, up to a limit: what is longer is no answer to our question. */
export async function readAnswer(response: Response, limit = LIMIT_OF_ANSWER): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > limit) break;
  }
  return text + decoder.decode();
}

/** Providers quote the key they were sent. It stays out of what is stored and shown. */
export function withoutKey<T extends object>(outcome: T, key: string | null): T {
  if (!key) return outcome;
  const clean = (value: unknown) => (typeof value === "string" ? value.replaceAll(key, "•••") : value);
  return Object.fromEntries(Object.entries(outcome).map(([name, value]) => [name, clean(value)])) as T;
}
