import "server-only";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { lockProject } from "../lock-project.ts";

/** Puts the label at a place, from 0, and closes ranks; beyond the end means the end. */
export async function moveLabel(asked: {
  userId: string;
  projectId: string;
  labelId: string;
  position: number;
}): Promise<void> {
  const { projectId, labelId, position } = asked;
  await db().$transaction(async (transaction) => {
    await lockProject(transaction, asked);
    const labels = await transaction.label.findMany({
      where: { projectId },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      select: { id: true },
    });
    const order = labels.map(({ id }) => id).filter((id) => id !== labelId);
    if (order.length === labels.length) throw new UserError("not-found", "projects.errors.labelNotFound");
    order.splice(position, 0, labelId);
    await transaction.$executeRaw`
      UPDATE "Label" SET "position" = "place"."number" - 1
      FROM unnest(${order}::uuid[]) WITH ORDINALITY AS "place"("id", "number")
      WHERE "Label"."id" = "place"."id" AND "Label"."projectId" = ${projectId}::uuid`;
  });
}
