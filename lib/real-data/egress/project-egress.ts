import "server-only";
import type { Egress } from "#lib/server/llm/egress.ts";
import { throughRestarts } from "#lib/server/through-restarts.ts";
import { judgeBody } from "./judge-body.ts";
import { findWindowSalt, findWindows } from "./window-queries.ts";

/** A set that is sealed while a run goes on is noticed within this time. */
const LOOKED_MS = 1_000;
/** A hundred thousand windows take 10 MB. */
const PROJECTS_REMEMBERED = 8;

type Judge = (body: string) => string | null;

const letPass: Judge = () => null;
const refuseAll: Judge = () =>
  "What must not leave is not known of this test set. Start Winnow again, or import the test set once more.";

const judges = new Map<string, { salt: string; judge: Promise<Judge> }>();

/**
 * Refuses every request that holds a part of the project's sealed test set. Where that cannot be told, nothing leaves.
 * @throws what the database throws, so that the request is not sent either
 */
export function projectEgress(projectId: string): Egress {
  let judge: Promise<Judge> | null = null;
  let lookedAt = 0;
  return async (body) => {
    if (!judge || performance.now() - lookedAt > LOOKED_MS) {
      lookedAt = performance.now();
      judge = throughRestarts(() => judgeOf(projectId));
    }
    const asked = judge;
    try {
      return (await asked)(body);
    } catch (error) {
      if (judge === asked) judge = null;
      throw error;
    }
  };
}

async function judgeOf(projectId: string): Promise<Judge> {
  const set = await findWindowSalt(projectId);
  if (!set) return letPass;
  if (!set.salt) return refuseAll;
  const salt = Buffer.from(set.salt).toString("hex");
  const known = judges.get(projectId);
  const judge = known?.salt === salt ? known.judge : load(projectId);
  judges.delete(projectId);
  judges.set(projectId, { salt, judge });
  const [oldest] = judges.keys();
  if (judges.size > PROJECTS_REMEMBERED && oldest !== undefined) judges.delete(oldest);
  judge.catch(() => judges.delete(projectId));
  return judge;
}

async function load(projectId: string): Promise<Judge> {
  const windows = await findWindows(projectId);
  return windows ? judgeBody(windows) : refuseAll;
}
