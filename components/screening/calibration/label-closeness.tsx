import { getFormatter, getTranslations } from "next-intl/server";
import type { Label } from "#lib/projects/projects.ts";
import type { CalibrationResult } from "#lib/screening/calibration/calibration.ts";
import { closenessByLabel, type LabelCloseness } from "#lib/screening/calibration/error-rates.ts";
import { LabelTag } from "../../ui/label-tag.tsx";
import { Card } from "../../ui/page.tsx";

const SHOWN = 8;

/** Which labels' innocent rows come close to the test set. */
export async function LabelClosenessTable({
  result,
  labels,
}: {
  result: CalibrationResult;
  labels: Label[];
}) {
  const t = await getTranslations("calibration.labels");
  const rows = closenessByLabel(result);
  const rest = rows.slice(SHOWN);
  return (
    <Card title={t("title")} hint={t("hint")}>
      <div className="-m-4 overflow-x-auto pb-2">
        <Rows rows={rows.slice(0, SHOWN)} labels={labels} />
        {rest.length > 0 && (
          <details className="px-4 pt-2">
            <summary className="w-fit cursor-pointer text-sm text-muted hover:text-text">
              {t("more", { count: rest.length })}
            </summary>
            <div className="-mx-4 mt-2">
              <Rows rows={rest} labels={labels} />
            </div>
          </details>
        )}
      </div>
    </Card>
  );
}

async function Rows({ rows, labels }: { rows: LabelCloseness[]; labels: Label[] }) {
  const t = await getTranslations("calibration.labels");
  const format = await getFormatter();
  const score = (value: number) =>
    format.number(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const columns = ["rows", "median", "high", "highest"] as const;
  return (
    <table className="w-full min-w-xl table-fixed text-left tabular-nums">
      <thead className="text-sm text-muted">
        <tr className="border-b border-line">
          <th className="w-2/5 px-4 py-2 font-medium">{t("label")}</th>
          {columns.map((column) => (
            <th key={column} className="px-3 py-2 text-right font-medium last:pr-4">
              {t(column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ labelId, rows: count, median, high, highest }) => {
          const label = labels.find(({ id }) => id === labelId);
          return (
            <tr key={labelId} className="border-b border-line last:border-0">
              <th className="px-4 py-1.5 font-normal">
                {label ? (
                  <LabelTag name={label.name} colour={label.colour} />
                ) : (
                  <span className="text-muted">{t("gone")}</span>
                )}
              </th>
              <td className="px-3 py-1.5 text-right text-muted">{format.number(count)}</td>
              <td className="px-3 py-1.5 text-right">{score(median)}</td>
              <td className="px-3 py-1.5 text-right font-medium">{score(high)}</td>
              <td className="px-3 py-1.5 pr-4 text-right">{score(highest)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
