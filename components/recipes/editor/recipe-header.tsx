"use client";

import { Play, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { deleteRecipeAction } from "#lib/recipes/recipe-actions.ts";
import type { RecipeWithVersions } from "#lib/recipes/recipes.ts";
import { Notice } from "../../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../../ui/form/button.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { useAction } from "../../ui/use-action.ts";

export function RecipeHeader({ projectId, recipe }: { projectId: string; recipe: RecipeWithVersions }) {
  const t = useTranslations("recipes");
  const [deleting, setDeleting] = useState(false);
  const { name, versions } = recipe;
  const [newest] = versions;
  const runs = versions.reduce((sum, version) => sum + version.runCount, 0);
  return (
    <>
      <PageHeader
        title={name}
        hint={
          newest && t("editor.subtitle", { kind: t(`kinds.${newest.kind}`), version: newest.number, runs })
        }
        actions={
          <>
            {newest && (
              <ButtonLink
                href={`/projects/${projectId}/runs/new?recipe=${newest.id}`}
                icon={<Play aria-hidden className="size-4" />}
              >
                {t("editor.start")}
              </ButtonLink>
            )}
            <Button
              variant="danger"
              icon={<Trash2 aria-hidden className="size-4" />}
              aria-expanded={deleting}
              onClick={() => setDeleting(!deleting)}
            >
              {t("editor.delete")}
            </Button>
          </>
        }
      />
      {deleting && (
        <div className="mb-5">
          <DeletePanel projectId={projectId} recipe={recipe} runs={runs} onDone={() => setDeleting(false)} />
        </div>
      )}
    </>
  );
}

function DeletePanel({
  projectId,
  recipe,
  runs,
  onDone,
}: {
  projectId: string;
  recipe: RecipeWithVersions;
  runs: number;
  onDone: () => void;
}) {
  const t = useTranslations("recipes");
  const common = useTranslations("common.actions");
  const router = useRouter();
  const { run, pending, error } = useAction(deleteRecipeAction);
  const { id, name, versions } = recipe;
  if (runs > 0) {
    return (
      <Notice kind="warning" action={<Button onClick={onDone}>{common("close")}</Button>}>
        {t("errors.hasRuns", { name, count: runs })}
      </Notice>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface p-4">
      <p className="min-w-0 flex-1">
        {error ? error.message : t("editor.deleteWarning", { name, count: versions.length })}
      </p>
      <Button
        variant="danger"
        disabled={pending}
        onClick={() => run({ recipeId: id }, () => router.push(`/projects/${projectId}/recipes` as Route))}
      >
        {t("editor.deleteForGood")}
      </Button>
      <Button variant="ghost" onClick={onDone}>
        {common("cancel")}
      </Button>
    </div>
  );
}
