import "server-only";
import { lockThresholds } from "#lib/screening/lock-thresholds.ts";
import { db } from "#lib/server/db.ts";
import { UserError } from "#lib/server/errors.ts";
import { leftOutOf } from "./curated-set-queries.ts";
import { type CreateExportInput, columnsOf } from "./exports.ts";
import { fingerprintOfRows, insertExportRows } from "./insert-export-rows.ts";

/**
 * Freezes the curated set as it stands under the project's next export number.
 * @throws UserError not-found; conflict where no test set was ever imported and that is not acknowledged; invalid where
 * no exemplar can go out
 */
export async function createExport({
  userId,
  projectId,
  format,
  columns: chosen,
  acknowledgesMissingTestSet,
}: CreateExportInput & { userId: string }): Promise<{ id: string; number: number; rowCount: number }> {
  const columns = columnsOf(chosen);
  return db().$transaction(async (transaction) => {
    await lockThresholds(transaction, { projectId, userId });
    const testSet = await transaction.testSet.findUnique({ where: { projectId } });
    if (!testSet && !acknowledgesMissingTestSet) {
      throw new UserError("conflict", "exports.errors.noTestSet");
    }
    const last = await transaction.export.aggregate({ where: { projectId }, _max: { number: true } });
    const { id, number } = await transaction.export.create({
      data: {
        projectId,
        number: (last._max.number ?? 0) + 1,
        format,
        columns,
        rowCount: 0,
        leftOut: {},
        fingerprint: "",
        createdById: userId,
      },
    });
    const counts = await insertExportRows(transaction, { projectId, exportId: id, columns });
    const rowCount = counts.find(({ hold }) => hold === null)?.count ?? 0;
    if (rowCount === 0) {
      throw new UserError(
        "invalid",
        counts.length === 0 ? "exports.errors.nothingAccepted" : "exports.errors.allHeld",
      );
    }
    await transaction.export.update({
      where: { id },
      data: {
        rowCount,
        leftOut: { ...leftOutOf(counts), withoutTestSet: !testSet },
        fingerprint: await fingerprintOfRows(transaction, { exportId: id, columns }),
      },
    });
    return { id, number, rowCount };
  });
}
