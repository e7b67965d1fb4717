import "server-only";
import { sampleShare } from "#lib/core/statistics/sample-share.ts";
import { foundRight, foundWrong } from "#lib/exemplars/second-look-condition-queries.ts";
import { db } from "#lib/server/db.ts";
import type { SecondLook, SecondLooks } from "./second-look.ts";

const LISTED = 20;

interface Scope {
  userId: string;
  projectId: string;
}

/** The project's second looks with what they have found so far. */
export async function listSecondLooks({ userId, projectId }: Scope): Promise<SecondLooks> {
  const where = { projectId, project: { ownerId: userId } };
  const looks = await db().secondLook.findMany({
    where,
    orderBy: { number: "desc" },
    take: LISTED,
    include: { createdBy: { select: { name: true } } },
  });
  const counts = new Map((await countLooked(looks.map(({ id }) => id))).map((row) => [row.lookId, row]));
  return {
    accepted: await db().exemplar.count({ where: { ...where, status: "accepted" } }),
    looks: looks.map(({ id, number, createdAt, createdBy, population }): SecondLook => {
      const { size = 0, looked = 0, wrong = 0 } = counts.get(id) ?? {};
      return {
        id,
        number,
        at: createdAt.toISOString(),
        by: createdBy.name,
        population,
        size,
        looked,
        wrong,
        estimate: sampleShare(wrong, looked, population),
      };
    }),
  };
}

interface Counted {
  lookId: string;
  size: number;
  looked: number;
  wrong: number;
}

function countLooked(lookIds: string[]): Promise<Counted[]> {
  return db().$queryRaw<Counted[]>`
    SELECT "lookId", count(*)::int AS size, count(*) FILTER (WHERE wrong)::int AS wrong,
      count(*) FILTER (WHERE wrong OR confirmed)::int AS looked
    FROM (
      SELECT x."lookId", ${foundWrong} AS wrong, ${foundRight} AS confirmed
      FROM "SecondLookExemplar" x
      JOIN "SecondLook" l ON l.id = x."lookId"
      JOIN "Exemplar" e ON e.id = x."exemplarId"
      WHERE x."lookId" = ANY(${lookIds}::text[]::uuid[])
    ) seen
    GROUP BY "lookId"`;
}
