"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { createRecipeAction, saveRecipeVersionAction } from "#lib/recipes/recipe-actions.ts";
import type { RecipeSettings } from "#lib/recipes/recipes.ts";
import { useAction } from "../../ui/use-action.ts";

export type SaveOutcome = { kind: "blocked" } | { kind: "saved" | "unchanged"; number: number };

/** Saves the draft: a new recipe, or the next version of one, unless it has errors or nothing changed. */
export function useSaving({
  projectId,
  saved,
  name,
  draft,
}: {
  projectId: string;
  saved: { recipe: { id: string; name: string }; latest: { number: number } } | null;
  name: string;
  draft: { settings: RecipeSettings; errorCount: number; isDirty: boolean };
}) {
  const router = useRouter();
  const creating = useAction(createRecipeAction);
  const versioning = useAction(saveRecipeVersionAction);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isLeaving, setLeaving] = useState(false);

  const save = () => {
    if (creating.pending || versioning.pending || isLeaving) return;
    setOutcome(null);
    if (draft.errorCount > 0) return setOutcome({ kind: "blocked" });
    const { settings } = draft;
    if (!saved) {
      return creating.run({ projectId, name, ...settings }, ({ recipeId }) => {
        setLeaving(true);
        router.push(`/projects/${projectId}/recipes/${recipeId}` as Route);
      });
    }
    const { recipe, latest } = saved;
    if (!draft.isDirty && name.trim() === recipe.name) {
      return setOutcome({ kind: "unchanged", number: latest.number });
    }
    versioning.run({ recipeId: recipe.id, name, ...settings }, ({ number, isNew }) =>
      setOutcome({ kind: isNew ? "saved" : "unchanged", number }),
    );
  };
  return {
    save,
    outcome,
    isLeaving,
    pending: creating.pending || versioning.pending || isLeaving,
    error: creating.error ?? versioning.error,
  };
}
