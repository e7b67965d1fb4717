import { Play, ScrollText } from "lucide-react";
import Link from "next/link";
import { getFormatter, getNow, getTranslations } from "next-intl/server";
import { getProject } from "#lib/projects/project-queries.ts";
import { listRecipes } from "#lib/recipes/recipe-queries.ts";
import type { RecipeSummary } from "#lib/recipes/recipes.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";

export async function RecipeList({ projectId }: { projectId: string }) {
  const t = await getTranslations("recipes.list");
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  await orNotFound(getProject(asked));
  const recipes = await listRecipes(asked);
  if (recipes.length === 0) {
    return (
      <EmptyState
        icon={<ScrollText aria-hidden className="size-6" />}
        title={t("emptyTitle")}
        hint={t("emptyHint")}
      >
        <ButtonLink href={`/projects/${projectId}/recipes/new`} variant="primary">
          {t("first")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <div className="overflow-x-auto rounded-lg border border-line bg-surface">
      <table className="w-full min-w-2xl text-left">
        <caption className="sr-only">{t("caption")}</caption>
        <thead className="text-sm text-muted">
          <tr className="border-b border-line">
            <th className="px-4 py-2 font-medium">{t("name")}</th>
            <th className="px-3 py-2 font-medium">{t("kind")}</th>
            <th className="px-3 py-2 font-medium">{t("version")}</th>
            <th className="px-3 py-2 text-right font-medium">{t("versions")}</th>
            <th className="px-3 py-2 text-right font-medium">{t("runs")}</th>
            <th className="px-3 py-2 text-right font-medium max-lg:hidden">{t("changed")}</th>
            <th className="py-2 pr-4 pl-3">
              <span className="sr-only">{t("start")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {recipes.map((recipe) => (
            <RecipeRow key={recipe.id} projectId={projectId} recipe={recipe} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function RecipeRow({ projectId, recipe }: { projectId: string; recipe: RecipeSummary }) {
  const t = await getTranslations("recipes");
  const format = await getFormatter();
  const now = await getNow();
  const { id, name, latest, versionCount, runCount, updatedAt } = recipe;
  return (
    <tr className="relative border-b border-line last:border-0 hover:bg-raised">
      <td className="max-w-72 truncate px-4 py-2.5">
        <Link
          href={`/projects/${projectId}/recipes/${id}`}
          className="font-medium before:absolute before:inset-0 hover:underline"
        >
          {name}
        </Link>
      </td>
      <td className="px-3 py-2.5 whitespace-nowrap text-muted">{t(`kinds.${latest.kind}`)}</td>
      <td className="px-3 py-2.5 tabular-nums">{t("list.versionNumber", { number: latest.number })}</td>
      <td className="px-3 py-2.5 text-right tabular-nums">{format.number(versionCount)}</td>
      <td className="px-3 py-2.5 text-right tabular-nums">{format.number(runCount)}</td>
      <td className="px-3 py-2.5 text-right whitespace-nowrap text-muted max-lg:hidden">
        <time dateTime={updatedAt.toISOString()}>{format.relativeTime(updatedAt, now)}</time>
      </td>
      <td className="py-1.5 pr-4 pl-3 text-right">
        <Link
          href={`/projects/${projectId}/runs/new?recipe=${latest.id}`}
          aria-label={t("list.startOf", { name })}
          className="relative inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-sm whitespace-nowrap text-accent-text hover:bg-accent-wash"
        >
          <Play aria-hidden className="size-3.5" />
          {t("list.start")}
        </Link>
      </td>
    </tr>
  );
}

export function RecipeListSkeleton() {
  return (
    <div className="flex flex-col gap-px overflow-hidden rounded-lg border border-line">
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} className="h-11 rounded-none" />
      ))}
    </div>
  );
}
