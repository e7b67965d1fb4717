import "server-only";
import { z } from "zod";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import type { ExportColumn, ExportData, ExportFormat, ExportSummary, LeftOut } from "./exports.ts";
import { exportRows } from "./insert-export-rows.ts";

const note = z.object({
  openLeak: z.int(),
  edited: z.int(),
  notScreened: z.int(),
  withoutTestSet: z.boolean(),
}) satisfies z.ZodType<LeftOut & { withoutTestSet: boolean }>;

/** The newest first. */
export async function listExports({
  userId,
  projectId,
}: {
  userId: string;
  projectId: string;
}): Promise<ExportSummary[]> {
  const rows = await db().export.findMany({
    where: { projectId, project: { ownerId: userId } },
    orderBy: { number: "desc" },
  });
  const users = await db().user.findMany({
    where: { id: { in: [...new Set(rows.map(({ createdById }) => createdById))] } },
    select: { id: true, name: true },
  });
  return rows.map(
    ({ id, number, format, columns, rowCount, leftOut, fingerprint, createdAt, createdById }) => {
      const { withoutTestSet, ...held } = note.parse(leftOut);
      return {
        id,
        number,
        format,
        columns: columns as ExportColumn[],
        rowCount,
        leftOut: held,
        withoutTestSet,
        fingerprint,
        createdAt,
        createdBy: users.find((user) => user.id === createdById)?.name ?? "",
      };
    },
  );
}

export interface ExportToStream {
  project: string;
  number: number;
  format: ExportFormat;
  columns: ExportColumn[];
  rowCount: number;
  rows: AsyncGenerator<ExportData[]>;
}

/** @throws UserError not-found, also where it is another user's */
export async function getExportToStream(asked: {
  userId: string;
  projectId: string;
  exportId: string;
}): Promise<ExportToStream> {
  const { userId, projectId, exportId } = asked;
  const isAddress = [projectId, exportId].every((id) => z.uuid().safeParse(id).success);
  const found = isAddress
    ? await db().export.findFirst({
        where: { id: exportId, project: { id: projectId, ownerId: userId } },
        include: { project: { select: { name: true } } },
      })
    : null;
  if (!found) throw new UserError("not-found", "exports.errors.notFound");
  const { number, format, rowCount } = found;
  return {
    project: found.project.name,
    number,
    format,
    columns: found.columns as ExportColumn[],
    rowCount,
    rows: exportRows(db(), exportId),
  };
}
