import "server-only";
import { db } from "#lib/server/db.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { ExemplarFilter } from "../exemplar-views.ts";
import { isId } from "../exemplars.ts";
import { addNumbers, emptySet, isAmong, type NumberSet, remembered } from "./number-set-queries.ts";

interface Scope {
  userId: string;
  projectId: string;
}

/** The condition on `"Exemplar" e` that a slot of its prompt was filled with one of the values. */
export async function entryCondition(
  { userId, projectId }: Scope,
  entries: ExemplarFilter["entries"],
): Promise<Prisma.Sql> {
  const project = isId(projectId)
    ? await db().project.findFirst({
        where: { id: projectId, ownerId: userId },
        select: { lastExemplarNumber: true },
      })
    : null;
  if (!project) return Prisma.sql`FALSE`;
  const last = project.lastExemplarNumber;
  const key = ["entries", projectId, String(last), JSON.stringify(entries)];
  return isAmong(await remembered(key, () => findEntries(projectId, entries, last)));
}

/** Slots never change: the set is right until there are further exemplars. */
async function findEntries(
  projectId: string,
  entries: ExemplarFilter["entries"],
  last: number,
): Promise<NumberSet> {
  const held = entries.map(
    ({ slot, value }) => Prisma.sql`i.slots @> ${JSON.stringify({ [slot]: value })}::jsonb`,
  );
  const [row] = await db().$queryRaw<{ numbers: number[] | null }[]>`
    SELECT array_agg(e.number) AS numbers FROM "RunItem" i JOIN "Exemplar" e ON e."runItemId" = i.id
    WHERE e."projectId" = ${projectId}::uuid AND (${Prisma.join(held, " OR ")})`;
  const found = emptySet(last);
  addNumbers(found, row?.numbers ?? []);
  return found;
}
