import { getFormatter, getTranslations } from "next-intl/server";
import { getLeakBudget } from "#lib/screening/reveals/reveal-queries.ts";
import type { LeakBudget as Budget } from "#lib/screening/reveals/reveals.ts";
import { currentUser } from "#lib/server/access.ts";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { Card } from "../../ui/page.tsx";
import { ScrollRegion } from "../../ui/scroll-region.tsx";
import { LEAK_BUDGET_ID } from "./leak-budget-id.ts";
import { RevealPermission } from "./reveal-permission.tsx";
import { SeenRows } from "./seen-rows.tsx";

/** How much of the test set has been seen, by whom, and who may see more. */
export async function LeakBudget({ projectId }: { projectId: string }) {
  const t = await getTranslations("reveals.budget");
  const format = await getFormatter();
  const user = await currentUser();
  const budget = await getLeakBudget({ userId: user.id, projectId });
  const { permittedSince: since } = budget;
  return (
    <div id={LEAK_BUDGET_ID}>
      <Card title={t("title")} hint={t("hint")}>
        <div className="flex flex-col gap-4">
          <div className="flex flex-col gap-1">
            <p className="font-medium tabular-nums">
              <SeenRows seen={budget.seen} />
            </p>
            <Looks budget={budget} />
          </div>
          <RevealPermission
            projectId={projectId}
            since={since && format.dateTime(since, { dateStyle: "medium", timeStyle: "short" })}
          />
          {budget.list.length > 0 && <Log budget={budget} />}
        </div>
      </Card>
    </div>
  );
}

async function Looks({ budget: { reveals, byPerson, lastAt, rowsSeenBefore } }: { budget: Budget }) {
  const t = await getTranslations("reveals.budget");
  const format = await getFormatter();
  if (!lastAt) return null;
  const people = format.list(byPerson.map(({ name, reveals: count }) => t("person", { name, count })));
  const date = format.dateTime(lastAt, { dateStyle: "medium", timeStyle: "short" });
  return (
    <p className="text-sm text-muted">
      {t("looks", { count: reveals, date, people })}{" "}
      {rowsSeenBefore > 0 && t("before", { count: rowsSeenBefore })}
    </p>
  );
}

async function Log({ budget: { list, reveals } }: { budget: Budget }) {
  const t = await getTranslations("reveals.budget");
  const kinds = await getTranslations("review.finding");
  const format = await getFormatter();
  return (
    <div className="flex flex-col gap-1">
      <h3 className="font-medium">{t("log")}</h3>
      <ScrollRegion label={t("log")} className="max-h-72 overflow-auto">
        <table className="w-full text-left">
          <thead className="sticky top-0 bg-surface text-sm text-muted">
            <tr>
              <th className="py-1 pr-3 font-medium">{t("when")}</th>
              <th className="py-1 pr-3 font-medium">{t("who")}</th>
              <th className="py-1 pr-3 font-medium">{t("exemplar")}</th>
              <th className="py-1 font-medium">{t("finding")}</th>
            </tr>
          </thead>
          <tbody>
            {list.map(({ id, at, by, exemplarNumber, kind }) => (
              <tr key={id} className="border-t border-line">
                <td className="py-1 pr-3 whitespace-nowrap">
                  {format.dateTime(at, { dateStyle: "medium", timeStyle: "short" })}
                </td>
                <td className="py-1 pr-3">{by}</td>
                <td className="py-1 pr-3 tabular-nums">#{exemplarNumber}</td>
                <td className="py-1">{kind ? kinds(kind) : t("findingGone")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {reveals > list.length && (
        <p className="text-sm text-muted">{t("more", { count: reveals - list.length })}</p>
      )}
    </div>
  );
}

export function LeakBudgetSkeleton() {
  return <Skeleton className="h-48" />;
}
