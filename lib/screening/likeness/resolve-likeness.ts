import "server-only";
import { digestOf } from "../embedders/stored-vector-queries.ts";
import { findExemplar, nearestExemplars } from "./likeness-queries.ts";

interface Asked {
  userId: string;
  projectId: string;
  number: number;
}

interface Known {
  found: Promise<string[]>;
  until: number;
}

/** A page, its counts and the pages after it ask within this time and are given the same order. */
const KEPT_MS = 60_000;
const KEPT = 64;

const shared = globalThis as typeof globalThis & { winnowLikeness?: Map<string, Known> };

/** As nearestExemplars, and the same answer for a minute while the exemplar's text stays as it is. */
export async function resolveLikeness(asked: Asked, now: () => number = Date.now): Promise<string[]> {
  const { projectId } = asked;
  // Asked every time: what is kept is shown to nobody who may not see the project.
  const { id, text } = await findExemplar(asked);
  shared.winnowLikeness ??= new Map();
  const kept = shared.winnowLikeness;
  const key = `${projectId} ${id} ${digestOf(text)}`;
  const known = kept.get(key);
  if (known && known.until > now()) return known.found;
  const fresh = { found: nearestExemplars(asked), until: now() + KEPT_MS };
  kept.delete(key);
  kept.set(key, fresh);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  // A failure is told to those who wait for it, and not kept.
  fresh.found.catch(() => kept.get(key) === fresh && kept.delete(key));
  return fresh.found;
}
