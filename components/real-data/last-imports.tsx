import { getFormatter, getTranslations } from "next-intl/server";
import type { ImportSummary } from "#lib/real-data/real-data.ts";
import { Card } from "../ui/page.tsx";
import { RefusedRows } from "./refused-rows.tsx";

const NUMBERS = ["rowsRead", "rowsAdded", "duplicates", "refusedCount", "labelsCreated"] as const;
const HEADS = {
  rowsRead: "read",
  rowsAdded: "added",
  duplicates: "duplicates",
  refusedCount: "refused",
  labelsCreated: "created",
} as const;

export async function LastImports({ imports }: { imports: ImportSummary[] }) {
  const t = await getTranslations("realData");
  const format = await getFormatter();
  return (
    <Card title={t("imports.title")}>
      {imports.length === 0 ? (
        <p className="text-muted">{t("imports.none")}</p>
      ) : (
        <div className="-my-2 overflow-x-auto">
          <table className="w-full text-left">
            <thead className="text-sm text-muted">
              <tr>
                <th className="py-1 pr-3 font-medium">{t("imports.when")}</th>
                <th className="py-1 pr-3 font-medium">{t("imports.kind")}</th>
                <th className="py-1 pr-3 font-medium">{t("imports.source")}</th>
                {NUMBERS.map((number) => (
                  <th key={number} className="py-1 pl-3 text-right font-medium">
                    {t(`imports.${HEADS[number]}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {imports.map((entry) => (
                <tr key={entry.id} className="border-t border-line align-top">
                  <td className="py-1.5 pr-3 whitespace-nowrap">
                    {format.dateTime(entry.createdAt, { dateStyle: "medium", timeStyle: "short" })}
                  </td>
                  <td className="py-1.5 pr-3 whitespace-nowrap">{t(`${entry.kind}.name`)}</td>
                  <td className="max-w-64 py-1.5 pr-3">
                    <p className="truncate">{entry.sourceName}</p>
                    {entry.refused.length > 0 && (
                      <RefusedRows refused={entry.refused} count={entry.refusedCount} />
                    )}
                    <InTest found={entry.supportInTest} />
                  </td>
                  {NUMBERS.map((number) => (
                    <td key={number} className="py-1.5 pl-3 text-right tabular-nums">
                      {format.number(entry[number])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

async function InTest({ found }: { found: ImportSummary["supportInTest"] }) {
  const t = await getTranslations("realData.imports");
  if (!found || found.exact + found.contained === 0) return null;
  return <p className="text-sm text-leak">{t("inTest", found)}</p>;
}
