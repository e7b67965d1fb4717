import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import { isId } from "../exemplars.ts";

/** Larger projects are counted in stretches of so many, so that others are answered in between. */
const SLICE_ROWS = 25_000;

/** Conditions that follow others on `"Exemplar" e`. */
export type Slices = Iterable<Prisma.Sql>;

/**
 * Cuts the project into stretches of its numbers; a single empty condition where all of it is no more than one. Going
 * through them throws the signal's reason once nobody waits for the answer any more.
 */
export async function slicesOf({
  projectId,
  signal,
}: {
  projectId: string;
  signal?: AbortSignal;
}): Promise<Slices> {
  const project = isId(projectId)
    ? await db().project.findUnique({ where: { id: projectId }, select: { lastExemplarNumber: true } })
    : null;
  const last = project?.lastExemplarNumber ?? 0;
  if (last <= SLICE_ROWS) return [Prisma.empty];
  return {
    *[Symbol.iterator]() {
      for (let from = 0; from < last; from += SLICE_ROWS) {
        signal?.throwIfAborted();
        yield Prisma.sql`AND e.number > ${from} AND e.number <= ${from + SLICE_ROWS}`;
      }
    },
  };
}
