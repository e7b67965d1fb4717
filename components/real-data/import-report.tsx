import { useFormatter, useTranslations } from "next-intl";
import type { ImportReport } from "#lib/real-data/real-data.ts";
import { classNames } from "../ui/class-names.ts";
import { RefusedRows } from "./refused-rows.tsx";
import { SupportInTestNotice } from "./support-in-test.tsx";

/** What an import did, or would do, in numbers and refused lines. */
export function ImportReportView({ projectId, report }: { projectId: string; report: ImportReport }) {
  const t = useTranslations("realData.report");
  const format = useFormatter();
  const numbers = {
    rowsRead: report.rowsRead,
    rowsAdded: report.rowsAdded,
    duplicates: report.duplicates,
    refused: report.refusedCount,
    labelsCreated: report.labelsCreated.length,
  };
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {Object.entries(numbers).map(([name, number]) => (
          <div key={name} title={name === "duplicates" ? t("duplicatesHint") : undefined}>
            <dt className="text-sm text-muted">{t(name as keyof typeof numbers)}</dt>
            <dd
              className={classNames(
                "font-medium tabular-nums",
                name === "refused" && number > 0 && "text-leak",
                name === "rowsAdded" && number > 0 && "text-accepted",
              )}
            >
              {format.number(number)}
            </dd>
          </div>
        ))}
      </dl>
      {report.refused.length > 0 && <RefusedRows refused={report.refused} count={report.refusedCount} open />}
      {report.supportInTest && <SupportInTestNotice projectId={projectId} found={report.supportInTest} />}
    </div>
  );
}
