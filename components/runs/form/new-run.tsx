import { getTranslations } from "next-intl/server";
import { getRunForm } from "#lib/runs/form/run-form-queries.ts";
import { currentUser } from "#lib/server/access.ts";
import { orNotFound } from "#lib/server/request/or-not-found.ts";
import { EmptyState } from "../../ui/feedback/empty-state.tsx";
import { Skeleton } from "../../ui/feedback/skeleton.tsx";
import { ButtonLink } from "../../ui/form/button.tsx";
import { NewRunForm } from "./new-run-form.tsx";

interface Props {
  projectId: string;
  /** A run whose values to begin with. */
  from?: string | undefined;
  recipeVersionId?: string | undefined;
}

export async function NewRun({ projectId, from, recipeVersionId }: Props) {
  const t = await getTranslations("runs.list.empty");
  const user = await currentUser();
  const form = await orNotFound(getRunForm({ userId: user.id, projectId, from, recipeVersionId }));
  if (form.labels.length === 0) {
    return (
      <EmptyState title={t("noLabelTitle")} hint={t("noLabelHint")}>
        <ButtonLink href={`/projects/${projectId}`} variant="primary">
          {t("toLabels")}
        </ButtonLink>
      </EmptyState>
    );
  }
  if (form.recipeVersions.length === 0) {
    return (
      <EmptyState title={t("noRecipeTitle")} hint={t("noRecipeHint")}>
        <ButtonLink href={`/projects/${projectId}/recipes`} variant="primary">
          {t("toRecipes")}
        </ButtonLink>
      </EmptyState>
    );
  }
  return <NewRunForm projectId={projectId} form={form} />;
}

export function NewRunSkeleton() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-40" />
      <Skeleton className="h-64" />
      <Skeleton className="h-20" />
    </div>
  );
}
