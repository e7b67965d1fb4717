import "server-only";
import { randomUUID } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { Prisma } from "#lib/server/generated/client.ts";
import type { ExemplarModel, FindingModel } from "#lib/server/generated/models.ts";
import { countFindings } from "./judge-matches.ts";

type Override = Pick<FindingModel, "state" | "overrideReason" | "overriddenById" | "overriddenAt">;

interface Change {
  userId: string;
  projectId: string;
  findingId: string;
  /** Null where an override is withdrawn. */
  reason: string | null;
  change(finding: FindingModel, exemplar: ExemplarModel): Promise<Override>;
}

/**
 * Overrides a finding or takes that back, as a decision among the others of its exemplar.
 * @throws UserError not-found, and what `change` throws
 */
export async function changeFinding(
  transaction: Transaction,
  { userId, projectId, findingId, reason, change }: Change,
): Promise<{ exemplarId: string }> {
  const exemplars = Prisma.sql`e.id = (SELECT "exemplarId" FROM "Finding" WHERE id = ${findingId}::uuid)`;
  await transaction.$queryRaw`SELECT e.id FROM "Exemplar" e WHERE ${exemplars} FOR UPDATE`;
  const found = await transaction.finding.findFirst({
    where: { id: findingId, exemplar: { project: { id: projectId, ownerId: userId } } },
    include: { exemplar: true },
  });
  if (!found) throw new UserError("not-found", "screening.errors.findingMissing");
  const { exemplar, ...finding } = found;
  await transaction.finding.update({ where: { id: findingId }, data: await change(finding, exemplar) });
  await transaction.exemplar.update({ where: { id: exemplar.id }, data: { revision: { increment: 1 } } });
  await transaction.decision.create({
    data: {
      projectId,
      exemplarId: exemplar.id,
      userId,
      batchId: randomUUID(),
      kind: "override",
      fromStatus: exemplar.status,
      toStatus: exemplar.status,
      fromLabelId: exemplar.labelId,
      toLabelId: exemplar.labelId,
      reason,
    },
  });
  await countFindings(transaction, exemplars);
  return { exemplarId: exemplar.id };
}
