import "server-only";
import { type Dialect, firstDialect } from "./dialect.ts";
import type { LlmEndpoint } from "./openai-client.ts";

/** Servers learn: what one refused is tried once more after so long. */
const KEPT_MS = 3_600_000;

interface Known {
  dialect: Dialect;
  since: number;
}

// Next bundles a module once per layer; what one of them was refused the others know all the same.
const shared = globalThis as typeof globalThis & { winnowDialects?: Map<string, Known> };

/**
 * What this process knows of how a server wants to be asked: one object for all who ask it, which each of them teaches.
 * @param now milliseconds that never go backwards
 */
export function dialectOf(endpoint: LlmEndpoint, now = performance.now()): Dialect {
  shared.winnowDialects ??= new Map();
  for (const [key, { since }] of shared.winnowDialects) {
    if (now - since > KEPT_MS) shared.winnowDialects.delete(key);
  }
  const key = keyOf(endpoint);
  const known = shared.winnowDialects.get(key) ?? { dialect: firstDialect(endpoint), since: now };
  shared.winnowDialects.set(key, known);
  return known.dialect;
}

/** It is found out anew: for whoever tests the connection. */
export function forgetDialect(endpoint: LlmEndpoint): void {
  shared.winnowDialects?.delete(keyOf(endpoint));
}

/** The server and the model, and what the user says of them. */
function keyOf({ baseUrl, model, flavour, apiVersion, takesSeed, takesSchema }: LlmEndpoint): string {
  return JSON.stringify([baseUrl, model, flavour, apiVersion, takesSeed ?? null, takesSchema ?? null]);
}
