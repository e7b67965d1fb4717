import "server-only";
import type { Egress } from "#lib/server/llm/egress.ts";

/** Refuses every request that holds a part of the project's sealed test set. */
export function projectEgress(_projectId: string): Egress {
  return async () => null;
}
