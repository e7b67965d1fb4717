import "server-only";
import { createHash } from "node:crypto";
import { db } from "#lib/server/db.ts";
import type { ChatRequest } from "#lib/server/llm/llm.ts";
import type { LlmEndpoint } from "#lib/server/llm/openai-client.ts";

export interface StoredReply {
  key: Uint8Array<ArrayBuffer>;
  /** The answer's body, as it came. */
  raw: string;
  promptTokens: number | null;
  completionTokens: number | null;
  latencyMs: number;
}

interface Found extends StoredReply {
  createdAt: Date;
}

/** SHA-256 of everything on which an answer depends: two questions of one key are the same question. */
export function replyKey(
  { baseUrl, model }: LlmEndpoint,
  { messages, temperature, topP, maxTokens, seed, schema }: ChatRequest,
): StoredReply["key"] {
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
  return new Uint8Array(createHash("sha256").update(JSON.stringify(asked)).digest());
}

export async function findReply(projectId: string, key: StoredReply["key"]): Promise<Found | null> {
  return db().storedReply.findUnique({ where: { projectId_key: { projectId, key } } });
}

/** A newer answer takes the place of an older one. */
export async function storeReplies(projectId: string, replies: StoredReply[]): Promise<void> {
  const newest = new Map(replies.map((reply) => [Buffer.from(reply.key).toString("hex"), reply]));
  const rows = [...newest].map(([key, { raw, promptTokens, completionTokens, latencyMs }]) => ({
    key,
    raw: raw.replaceAll("\0", "\uFFFD").toWellFormed(),
    promptTokens,
    completionTokens,
    latencyMs,
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
