import type { Route } from "next";
import Link from "next/link";
import { getFormatter, getTranslations } from "next-intl/server";
import { DEFAULT_SORT, type ExemplarFilter, NO_FILTER, writeView } from "#lib/exemplars/exemplar-views.ts";
import { LEAK_KINDS } from "#lib/exemplars/exemplars.ts";
import { type Curated, HOLDS, type Hold } from "#lib/exports/exports.ts";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { Notice } from "../ui/feedback/notice.tsx";
import { Progress } from "../ui/feedback/progress.tsx";
import { ButtonLink } from "../ui/form/button.tsx";
import { LabelTag } from "../ui/label-tag.tsx";
import { Card } from "../ui/page.tsx";

/** What an export would contain now, by label, and what it would leave out and why. */
export async function CuratedSet({ projectId, curated }: { projectId: string; curated: Curated }) {
  const t = await getTranslations("exports");
  const { accepted, ready, hasTestSet } = curated;
  if (accepted === 0) {
    return (
      <EmptyState title={t("curated.nothingTitle")} hint={t("curated.nothingHint")}>
        <ButtonLink href={`/projects/${projectId}/review`} variant="primary">
          {t("curated.review")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <>
      {!hasTestSet && (
        <Notice
          kind="warning"
          title={t("noTestSet.title")}
          action={
            <ButtonLink href={`/projects/${projectId}/data`} size="small">
              {t("noTestSet.import")}
            </ButtonLink>
          }
        >
          {t("noTestSet.body")}
        </Notice>
      )}
      <Card
        title={t("curated.title")}
        hint={`${t("curated.goesOut", { count: ready })}, ${t("curated.ofAccepted", { count: accepted })}`}
      >
        <div className="grid gap-6 lg:grid-cols-2">
          <PerLabel labels={curated.labels} />
          <LeftOutList projectId={projectId} leftOut={curated.leftOut} />
        </div>
      </Card>
    </>
  );
}

async function PerLabel({ labels }: Pick<Curated, "labels">) {
  const t = await getTranslations("exports.curated");
  const format = await getFormatter();
  const most = Math.max(1, ...labels.map(({ ready }) => ready));
  return (
    <div className="max-h-80 overflow-y-auto">
      <table className="w-full text-left">
        <caption className="sr-only">{t("perLabel")}</caption>
        <thead className="text-sm text-muted">
          <tr>
            <th className="pb-1 font-medium">{t("label")}</th>
            <th className="w-1/3 pb-1 font-medium">
              <span className="sr-only">{t("perLabel")}</span>
            </th>
            <th className="pb-1 text-right font-medium">{t("count")}</th>
          </tr>
        </thead>
        <tbody>
          {labels.map(({ id, name, colour, ready }) => (
            <tr key={id}>
              <td className="max-w-40 py-0.5">
                <LabelTag name={name} colour={colour} />
              </td>
              <td className="py-0.5 pl-3">
                <Progress label={name} total={most} parts={[{ value: ready, tone: "accepted" }]} />
              </td>
              <td className="py-0.5 text-right tabular-nums">{format.number(ready)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const FILTERS: Record<Hold, Partial<ExemplarFilter>> = {
  openLeak: { findings: [...LEAK_KINDS], findingState: "open" },
  edited: { findings: ["unscreened"] },
  notScreened: { findings: ["unscreened"] },
};

async function LeftOutList({ projectId, leftOut }: { projectId: string } & Pick<Curated, "leftOut">) {
  const t = await getTranslations("exports.held");
  const held = HOLDS.filter((hold) => leftOut[hold] > 0);
  return (
    <div>
      <h3 className="pb-1 text-sm font-medium text-muted">{t("title")}</h3>
      {held.length === 0 && <p>{t("none")}</p>}
      <ul className="flex flex-col gap-3">
        {held.map((hold) => {
          const filter = { ...NO_FILTER, statuses: ["accepted" as const], ...FILTERS[hold] };
          const view = writeView({ filter, sort: DEFAULT_SORT });
          return (
            <li key={hold} className="flex flex-col gap-0.5">
              <span className={hold === "openLeak" ? "text-leak" : "text-conflict"}>
                {t(hold, { count: leftOut[hold] })}
              </span>
              <span className="text-sm text-muted">
                {t(hold === "openLeak" ? "resolve" : "wait")}{" "}
                <Link
                  href={`/projects/${projectId}/review?${view}` as Route}
                  className="font-medium text-accent-text underline underline-offset-2"
                >
                  {t("show")}
                </Link>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
