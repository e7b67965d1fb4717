import { z } from "zod";
import { parseJson } from "./openai-client.ts";
import { withoutThoughts } from "./thoughts.ts";

const thought = z.string().nullish().catch(null);
const answer = z.object({
  choices: z
    .array(
      z.object({
        message: z.object({ content: z.unknown(), reasoning: thought, reasoning_content: thought }),
      }),
    )
    .min(1),
  usage: z
    .object({ completion_tokens_details: z.object({ reasoning_tokens: z.number() }) })
    .nullish()
    .catch(null),
});

/** Whether a raw answer shows that the model thought before it answered. */
export function showsThoughts(raw: string): boolean {
  const parsed = answer.safeParse(parseJson(raw));
  const message = parsed.data?.choices[0]?.message;
  if (!message) return false;
  const { content, reasoning, reasoning_content: reasoned } = message;
  const isInText = typeof content === "string" && withoutThoughts(content) !== content;
  const isInParts = Array.isArray(content) && content.some((part) => part?.type === "thinking");
  const tokens = parsed.data?.usage?.completion_tokens_details.reasoning_tokens ?? 0;
  return isInText || isInParts || Boolean(reasoning) || Boolean(reasoned) || tokens > 0;
}
