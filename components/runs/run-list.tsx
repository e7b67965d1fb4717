import { Play } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { getProject } from "#lib/projects/project-queries.ts";
import { listRecipes } from "#lib/recipes/recipe-queries.ts";
import { listRuns } from "#lib/runs/run-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { Skeleton } from "../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../ui/form/button.tsx";
import { RunTable } from "./run-table.tsx";

export async function RunList({ projectId }: { projectId: string }) {
  const user = await currentUser();
  const asked = { userId: user.id, projectId };
  const [project, recipes, runs] = await Promise.all([
    getProject(asked),
    listRecipes(asked),
    listRuns(asked),
  ]);
  if (runs.length > 0) return <RunTable projectId={projectId} initial={runs} />;
  return <NoRuns projectId={projectId} missing={missing(project.labels.length, recipes.length)} />;
}

function missing(labels: number, recipes: number) {
  if (labels === 0) return "label";
  return recipes === 0 ? "recipe" : null;
}

async function NoRuns({ projectId, missing }: { projectId: string; missing: "label" | "recipe" | null }) {
  const t = await getTranslations("runs.list");
  const icon = <Play aria-hidden className="size-6" />;
  if (missing === "label") {
    return (
      <EmptyState icon={icon} title={t("empty.noLabelTitle")} hint={t("empty.noLabelHint")}>
        <ButtonLink href={`/projects/${projectId}`} variant="primary">
          {t("empty.toLabels")}
        </ButtonLink>
      </EmptyState>
    );
  }
  if (missing === "recipe") {
    return (
      <EmptyState icon={icon} title={t("empty.noRecipeTitle")} hint={t("empty.noRecipeHint")}>
        <ButtonLink href={`/projects/${projectId}/recipes`} variant="primary">
          {t("empty.toRecipes")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={icon} title={t("empty.title")} hint={t("empty.hint")}>
      <ButtonLink href={`/projects/${projectId}/runs/new`} variant="primary">
        {t("new")}
      </ButtonLink>
    </EmptyState>
  );
}

export function RunListSkeleton() {
  return (
    <div className="flex flex-col gap-px overflow-hidden rounded-lg border border-line">
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="h-11 rounded-none" />
      ))}
    </div>
  );
}
