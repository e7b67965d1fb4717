import { useTranslations } from "next-intl";
import type { Mapping } from "#lib/real-data/real-data.ts";
import type { Table } from "#lib/real-data/table/table.ts";
import { classNames } from "../ui/class-names.ts";

const ROWS = 6;
const COLUMNS = 8;
const CHARACTERS = 300;

/** The first rows as they were read; the chosen columns stand out. */
export function TablePreview({
  table,
  mapping,
  nameOf,
}: {
  table: Table;
  mapping: Mapping | null;
  nameOf: (name: string, index: number) => string;
}) {
  const t = useTranslations("realData.import");
  // The chosen columns are shown even where they stand far to the right.
  const shown = [
    ...new Set([...(mapping ? [mapping.text, mapping.label] : []), ...table.columns.keys()]),
  ].slice(0, COLUMNS);
  shown.sort((a, b) => a - b);
  const role = (column: number) =>
    column === mapping?.text ? "textColumn" : column === mapping?.label ? "labelColumn" : null;
  return (
    <div className="overflow-x-auto rounded-md border border-line">
      <table className="w-full text-left text-sm">
        <caption className="border-b border-line px-3 py-1.5 text-left text-muted">
          {t("preview", { count: table.rows.length + table.refused.length })}
        </caption>
        <thead>
          <tr className="border-b border-line text-muted">
            <th className="w-14 px-3 py-1 font-medium">{t("line")}</th>
            {shown.map((column) => {
              const part = role(column);
              return (
                <th key={column} className={classNames("px-3 py-1 font-medium", part && "bg-accent-wash")}>
                  {nameOf(table.columns[column] ?? "", column)}
                  {part && <span className="ml-1.5 text-accent-text">{t(part)}</span>}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {table.rows.slice(0, ROWS).map((row) => (
            <tr key={row.line} className="border-b border-line align-top last:border-0">
              <td className="px-3 py-1 tabular-nums text-muted">{row.line}</td>
              {shown.map((column) => {
                const cell = row.cells[column] ?? "";
                return (
                  <td
                    key={column}
                    className={classNames(
                      "max-w-md truncate px-3 py-1 whitespace-pre",
                      role(column) && "bg-accent-wash",
                    )}
                  >
                    {typeof cell === "string" ? cell.slice(0, CHARACTERS) : <i>{t("nested")}</i>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
