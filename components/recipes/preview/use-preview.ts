"use client";

import { useDeferredValue, useMemo, useState } from "react";
import { type PreviewItem, previewItems } from "#lib/recipes/drafts/preview-items.ts";
import type { PlanningMaterial } from "#lib/recipes/planning/planning.ts";
import { RecipeProblem } from "#lib/recipes/recipe-problem.ts";
import type { RecipeSettings } from "#lib/recipes/recipes.ts";
import { useSettled } from "./use-settled.ts";

export const PREVIEW_COUNT = 5;
const SETTLE_MS = 150;

export interface Asked {
  settings: RecipeSettings;
  seed: number;
  from: number;
}

export interface Preview {
  /** The last that could be made. */
  items: PreviewItem[] | null;
  /** Why what is asked for now cannot be made. */
  problem: RecipeProblem | null;
}

/**
 * The items that a run would begin with, made anew whenever typing rests for a moment. While nothing is asked
 * (null: the draft has an error) or nothing can be made, the last items stay.
 */
export function usePreview(material: PlanningMaterial, asked: Asked | null): Preview {
  const request = useDeferredValue(useSettled(asked, SETTLE_MS));
  const made = useMemo(() => (request ? make(material, request) : null), [material, request]);
  const [last, setLast] = useState<PreviewItem[] | null>(made?.items ?? null);
  if (made?.items && made.items !== last) setLast(made.items);
  return { items: made?.items ?? last, problem: made?.problem ?? null };
}

function make(material: PlanningMaterial, request: Asked): Preview {
  try {
    return { items: previewItems({ ...request, material, count: PREVIEW_COUNT }), problem: null };
  } catch (error) {
    if (error instanceof RecipeProblem) return { items: null, problem: error };
    throw error;
  }
}
