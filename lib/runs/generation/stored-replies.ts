import "server-only";
import { createHash } from "node:crypto";
import { db } from "#lib/server/db.ts";
import type { ChatRequest } from "#lib/server/llm/llm.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";

export interface StoredReply {
  /** Hexadecimal. */
  key: string;
  /** The answer's body, as it came. */
  raw: string;
  promptTokens: number | null;
  completionTokens: number | null;
  latencyMs: number;
}

/** SHA-256 of everything on which an answer depends: two questions of one key are the same question. */
export function replyKey(
  { baseUrl, model }: LlmEndpoint,
  { messages, temperature, topP, maxTokens, seed, schema }: ChatRequest,
): string {
  const asked = [
    baseUrl,
    model,
    messages.map(({ role, content }) => [role, content]),
    temperature,
    topP,
    maxTokens,
    seed,
    schema ?? null,
  ];
  return createHash("sha256").update(JSON.stringify(asked)).digest("hex");
}

/** What is stored under each of the keys, in their order. */
export async function findReplies(projectId: string, keys: string[]) {
  const found = await db().storedReply.findMany({
    where: { projectId, key: { in: keys.map((key) => Buffer.from(key, "hex")) } },
  });
  const byKey = new Map(found.map(({ key, ...reply }) => [Buffer.from(key).toString("hex"), reply]));
  return keys.map((key) => byKey.get(key) ?? null);
}

/** A newer answer takes the place of an older one. */
export async function storeReplies(projectId: string, replies: StoredReply[]): Promise<void> {
  const newest = new Map(replies.map((reply) => [reply.key, reply]));
  const rows = [...newest.values()].map(({ raw, ...reply }) => ({
    ...reply,
    raw: raw.replaceAll("\0", "\uFFFD").toWellFormed(),
  }));
  await db().$executeRaw`
    INSERT INTO "StoredReply" ("projectId", key, raw, "promptTokens", "completionTokens", "latencyMs")
    SELECT ${projectId}::uuid, decode(r.key, 'hex'), r.raw, r."promptTokens", r."completionTokens", r."latencyMs"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(
      key text, raw text, "promptTokens" int, "completionTokens" int, "latencyMs" int)
    WHERE EXISTS (SELECT 1 FROM "Project" WHERE id = ${projectId}::uuid)
    ON CONFLICT ("projectId", key) DO UPDATE SET raw = excluded.raw, "promptTokens" = excluded."promptTokens",
      "completionTokens" = excluded."completionTokens", "latencyMs" = excluded."latencyMs", "createdAt" = now()`;
}
