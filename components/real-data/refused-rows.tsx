import { useTranslations } from "next-intl";
import type { Refusal } from "#lib/real-data/real-data.ts";
import { ScrollRegion } from "../ui/scroll-region.tsx";

/** The refused rows, each with its line and the reason; folded away until asked for. */
export function RefusedRows({
  refused,
  count,
  open = false,
}: {
  refused: Refusal[];
  /** Of all refused rows; the list may be shorter. */
  count: number;
  open?: boolean;
}) {
  const t = useTranslations("realData");
  return (
    <details open={open} className="text-sm">
      <summary className="cursor-pointer text-muted">{t("report.refusedList")}</summary>
      <ScrollRegion label={t("report.refusedList")} className="mt-1 max-h-56 overflow-y-auto">
        <table className="w-full text-left">
          <thead className="sr-only">
            <tr>
              <th>{t("import.line")}</th>
              <th>{t("report.reason")}</th>
            </tr>
          </thead>
          <tbody>
            {refused.map((row) => (
              <tr key={`${row.line} ${row.code}`} className="border-t border-line align-top">
                <td className="w-28 py-0.5 pr-3 tabular-nums text-muted">
                  {t("report.atLine", { line: row.line })}
                </td>
                <td className="py-0.5">
                  <Reason row={row} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {count > refused.length && (
          <p className="py-1 text-muted">{t("report.more", { count: count - refused.length })}</p>
        )}
      </ScrollRegion>
    </details>
  );
}

function Reason({ row }: { row: Refusal }) {
  const t = useTranslations("realData.reasons");
  switch (row.code) {
    case "columns":
      return t("columns", { found: row.found, expected: row.expected });
    case "nested":
      return t("nested", { column: row.column });
    case "unknownLabel":
      return row.label ? t("unknownLabel", { label: row.label }) : t("unknownLabelUnnamed");
    case "conflict":
      return t("conflict", { otherLine: row.otherLine });
    default:
      return t(row.code);
  }
}
