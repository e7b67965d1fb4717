import "server-only";
import { randomUUID } from "node:crypto";
import type { Transaction } from "#lib/server/db.ts";

/** Puts rows behind the project's support examples, or in their place. */
export async function addSupportExamples(
  transaction: Transaction,
  added: {
    projectId: string;
    mode: "append" | "replace";
    rows: { text: string; normalised: string; labelId: string }[];
  },
): Promise<void> {
  const { projectId, mode, rows } = added;
  if (mode === "replace") await transaction.supportExample.deleteMany({ where: { projectId } });
  const { _max: last } = await transaction.supportExample.aggregate({
    where: { projectId },
    _max: { position: true },
  });
  const first = (last.position ?? -1) + 1;
  await transaction.$executeRaw`
    INSERT INTO "SupportExample" ("id", "projectId", "labelId", "position", "text", "normalised")
    SELECT "row"."id", ${projectId}::uuid, "row"."labelId", ${first}::int + "row"."number" - 1, "row"."text",
      "row"."normalised"
    FROM unnest(
      ${rows.map(() => randomUUID())}::uuid[],
      ${rows.map((row) => row.labelId)}::uuid[],
      ${rows.map((row) => row.text)}::text[],
      ${rows.map((row) => row.normalised)}::text[]
    ) WITH ORDINALITY AS "row"("id", "labelId", "text", "normalised", "number")`;
}
