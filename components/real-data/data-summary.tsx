import { Lock, LockOpen } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import type { Label } from "#lib/projects/projects.ts";
import type { RealData } from "#lib/real-data/real-data.ts";
import type { SeenRows as Seen } from "#lib/screening/reveals/reveals.ts";
import { LEAK_BUDGET_ID } from "../screening/reveals/leak-budget-id.ts";
import { SeenRows } from "../screening/reveals/seen-rows.tsx";
import { LabelTag } from "../ui/label-tag.tsx";
import { Card } from "../ui/page.tsx";
import { ScrollRegion } from "../ui/scroll-region.tsx";

/** What the project has: the seal, and how many examples each label has. */
export async function DataSummary({
  projectId,
  data,
  labels,
  seen,
}: {
  projectId: string;
  data: RealData;
  labels: Label[];
  seen: Seen;
}) {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Counts data={data} labels={labels} />
      <Seal projectId={projectId} testSet={data.testSet} seen={seen} />
    </div>
  );
}

async function Counts({ data: { support, testSet }, labels }: { data: RealData; labels: Label[] }) {
  const t = await getTranslations("realData.counts");
  const format = await getFormatter();
  return (
    <Card title={t("title")} hint={t("hint", { support: support.count, test: testSet?.count ?? 0 })}>
      {labels.length === 0 ? (
        <p className="text-muted">{t("noLabels")}</p>
      ) : (
        <ScrollRegion label={t("title")} className="-my-2 max-h-72 overflow-y-auto">
          <table className="w-full text-left">
            <thead className="sticky top-0 bg-surface text-sm text-muted">
              <tr>
                <th className="py-1 font-medium">{t("label")}</th>
                <th className="w-20 py-1 text-right font-medium">{t("support")}</th>
                <th className="w-20 py-1 pr-1 text-right font-medium">{t("test")}</th>
              </tr>
            </thead>
            <tbody>
              {labels.map(({ id, name, colour }) => (
                <tr key={id} className="border-t border-line">
                  <td className="max-w-0 py-1">
                    <LabelTag name={name} colour={colour} />
                  </td>
                  <td className="py-1 text-right tabular-nums">{format.number(support.perLabel[id] ?? 0)}</td>
                  <td className="py-1 pr-1 text-right tabular-nums">
                    {format.number(testSet?.perLabel[id] ?? 0)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Card>
  );
}

async function Seal({
  projectId,
  testSet,
  seen,
}: {
  projectId: string;
  testSet: RealData["testSet"];
  seen: Seen;
}) {
  const t = await getTranslations("realData.seal");
  const format = await getFormatter();
  if (!testSet) {
    return (
      <Card
        title={
          <span className="inline-flex items-center gap-2">
            <LockOpen aria-hidden className="size-4 text-muted" />
            {t("none")}
          </span>
        }
      >
        <p className="text-muted">{t("noneHint")}</p>
      </Card>
    );
  }
  const date = format.dateTime(testSet.sealedAt, { dateStyle: "medium", timeStyle: "short" });
  return (
    <Card
      title={
        <span className="inline-flex items-center gap-2">
          <Lock aria-hidden className="size-4 text-accent-text" />
          {t("title")}
        </span>
      }
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-2">
        <dt className="text-muted">{t("rows")}</dt>
        <dd className="tabular-nums">{format.number(testSet.count)}</dd>
        <dt className="text-muted">{t("sealed")}</dt>
        <dd>
          {testSet.sealedBy ? t("sealedBy", { date, name: testSet.sealedBy }) : t("sealedAt", { date })}
        </dd>
        <dt className="text-muted">{t("seen")}</dt>
        <dd>
          <Link
            href={`/projects/${projectId}/data/screening#${LEAK_BUDGET_ID}` as Route}
            className="text-accent-text underline underline-offset-2"
          >
            <SeenRows seen={seen} />
          </Link>
        </dd>
        <dt className="text-muted">{t("fingerprint")}</dt>
        <dd>
          <code className="font-mono text-sm break-all">{testSet.fingerprint}</code>
          <p className="mt-1 text-sm text-muted">{t("fingerprintHint")}</p>
        </dd>
      </dl>
    </Card>
  );
}
