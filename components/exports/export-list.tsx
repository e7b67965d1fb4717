import { Download, TriangleAlert } from "lucide-react";
import { getFormatter, getTranslations } from "next-intl/server";
import { type ExportSummary, FIXED_COLUMNS, HOLDS } from "#lib/exports/exports.ts";
import { Badge } from "../ui/feedback/badge.tsx";
import { Card } from "../ui/page.tsx";

/** The exports of a project, the newest first. */
export async function ExportList({ projectId, exports }: { projectId: string; exports: ExportSummary[] }) {
  const t = await getTranslations("exports.list");
  const heads = ["made", "format", "rows", "leftOut", "columns", "fingerprint", "file"] as const;
  return (
    <Card title={t("title")} hint={t("hint")}>
      {exports.length === 0 ? (
        <p className="text-muted">{t("empty")}</p>
      ) : (
        <div className="-m-4 overflow-x-auto">
          <table className="w-full min-w-3xl text-left">
            <caption className="sr-only">{t("title")}</caption>
            <thead className="text-sm text-muted">
              <tr className="border-b border-line">
                <th className="px-4 py-2 font-medium">{t("number")}</th>
                {heads.map((head) => (
                  <th key={head} className="px-3 py-2 font-medium">
                    {t(head)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {exports.map((made) => (
                <ExportRow key={made.id} projectId={projectId} made={made} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Card>
  );
}

async function ExportRow({ projectId, made }: { projectId: string; made: ExportSummary }) {
  const t = await getTranslations("exports");
  const format = await getFormatter();
  const { id, number, rowCount, leftOut, columns, fingerprint, createdAt, createdBy } = made;
  const chosen = columns.slice(FIXED_COLUMNS.length).map((column) => t(`columns.${column}`));
  const left = HOLDS.reduce((sum, hold) => sum + leftOut[hold], 0);
  const why = HOLDS.filter((hold) => leftOut[hold] > 0)
    .map((hold) => t(`held.${hold}`, { count: leftOut[hold] }))
    .join("\n");
  return (
    <tr className="border-b border-line align-top last:border-0">
      <td className="px-4 py-2.5 font-medium tabular-nums">{format.number(number)}</td>
      <td className="px-3 py-2.5 whitespace-nowrap text-muted">
        <time dateTime={createdAt.toISOString()}>
          {format.dateTime(createdAt, { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" })}
        </time>
        <span className="block text-sm">{createdBy}</span>
      </td>
      <td className="px-3 py-2.5 uppercase">{made.format}</td>
      <td className="px-3 py-2.5 tabular-nums">{format.number(rowCount)}</td>
      <td className="px-3 py-2.5 tabular-nums" title={why}>
        {format.number(left)}
        {made.withoutTestSet && (
          <span className="mt-1 block" title={t("list.withoutTestSetHint", { name: createdBy })}>
            <Badge tone="conflict" icon={<TriangleAlert aria-hidden className="size-3" />}>
              {t("list.withoutTestSet")}
            </Badge>
          </span>
        )}
      </td>
      <td className="max-w-72 px-3 py-2.5 text-sm text-muted">
        {[...FIXED_COLUMNS.map((column) => t(`columns.${column}`)), ...chosen].join(", ")}
      </td>
      <td className="px-3 py-2.5" title={t("list.fingerprintHint")}>
        <code className="block w-24 truncate text-xs" title={fingerprint}>
          {fingerprint}
        </code>
      </td>
      <td className="px-3 py-2.5">
        <a
          href={`/api/projects/${projectId}/exports/${id}/download`}
          download
          aria-label={t("list.download", { number })}
          title={t("list.download", { number })}
          className="inline-flex size-7 items-center justify-center rounded-md border border-line-strong hover:bg-raised"
        >
          <Download aria-hidden className="size-4" />
        </a>
      </td>
    </tr>
  );
}
