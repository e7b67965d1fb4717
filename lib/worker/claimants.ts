import "server-only";
import { randomUUID } from "node:crypto";
import { forgetWorker, seeWorkers } from "#lib/runs/generation/see-workers.ts";
import { database } from "#lib/server/db.ts";
import type { Claimant } from "./generation/generation-port.ts";

const SEEN_EVERY_MS = 4_000;

const here = new Set<string>();
let beating: NodeJS.Timeout | undefined;

/**
 * Somebody new who claims items: each part of a run that is worked on is one, so that what a part claimed can be given
 * back without touching its neighbour's. Other processes see it as long as it has not ended; on the embedded database
 * there are none.
 */
export async function startClaimant(): Promise<Claimant> {
  const id = randomUUID();
  const isShared = database().kind === "postgres";
  if (isShared) await seeWorkers([id]);
  here.add(id);
  if (isShared) beating ??= setInterval(beat, SEEN_EVERY_MS).unref();
  return {
    id,
    here: () => [...here],
    end: async () => {
      here.delete(id);
      if (here.size === 0) {
        clearInterval(beating);
        beating = undefined;
      }
      if (isShared) await forgetWorker(id);
    },
  };
}

function beat() {
  // A database that is away is told of by the queue; who is not seen in time loses what was claimed, and nothing else.
  seeWorkers([...here]).catch(() => {});
}
