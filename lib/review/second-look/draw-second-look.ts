import "server-only";
import { randomInt } from "node:crypto";
import { random } from "#lib/core/random.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";

interface DrawSecondLook {
  userId: string;
  projectId: string;
  /** How many exemplars are to be drawn; all, where fewer are accepted. */
  size: number;
  /** The same seed draws the same exemplars from the same accepted ones. */
  seed?: number;
}

/**
 * Draws a random sample of the accepted exemplars, each as likely as any other, and notes them as they stand.
 * @returns the sample's id
 * @throws conflict where nothing is accepted
 */
export async function drawSecondLook({
  userId,
  projectId,
  size,
  seed = randomInt(2 ** 31),
}: DrawSecondLook): Promise<{ lookId: string }> {
  return db().$transaction(async (tx) => {
    const [project] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Project" WHERE id = ${projectId}::uuid AND "ownerId" = ${userId}::uuid FOR UPDATE`;
    if (!project) throw new UserError("not-found", "review.errors.projectMissing");
    const accepted = await tx.$queryRaw<{ number: number }[]>`
      SELECT number FROM "Exemplar" WHERE "projectId" = ${projectId}::uuid AND status = 'accepted' ORDER BY number`;
    if (accepted.length === 0) throw new UserError("conflict", "secondLook.errors.nothingAccepted");
    const drawn = random(seed)
      .shuffle(accepted.map(({ number }) => number))
      .slice(0, size);
    const [newest] = await tx.$queryRaw<{ sequence: bigint }[]>`
      SELECT coalesce(max(sequence), 0) AS sequence FROM "Decision" WHERE "projectId" = ${projectId}::uuid`;
    const made = await tx.secondLook.count({ where: { projectId } });
    const look = await tx.secondLook.create({
      data: {
        projectId,
        number: made + 1,
        population: accepted.length,
        seed,
        fromSequence: newest?.sequence ?? 0n,
        createdById: userId,
      },
    });
    await tx.$executeRaw`
      INSERT INTO "SecondLookExemplar" ("lookId", "exemplarId", "labelId", digest)
      SELECT ${look.id}::uuid, id, "labelId", md5(text) FROM "Exemplar"
      WHERE "projectId" = ${projectId}::uuid AND number = ANY(${drawn}::int[])`;
    return { lookId: look.id };
  });
}
