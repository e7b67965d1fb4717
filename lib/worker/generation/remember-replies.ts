import "server-only";
import type { GenerationPort } from "./generation-port.ts";

export const rememberReplies: GenerationPort["remember"] = (llm) => llm;
