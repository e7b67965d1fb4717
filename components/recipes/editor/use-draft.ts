"use client";

import { useMemo, useState } from "react";
import { findProblems } from "#lib/recipes/checks/find-problems.ts";
import {
  draftOf,
  emptyDraft,
  isChanged,
  type RecipeDraft,
  readDraft,
} from "#lib/recipes/drafts/recipe-draft.ts";
import type { RecipeVersion } from "#lib/recipes/recipes.ts";

interface Named {
  id: string;
  name: string;
}

/** What is being written, beginning with the newest version, and what is wrong with it. */
export function useDraft(given: {
  latest: RecipeVersion | null;
  /** An older version to look at; the draft waits meanwhile. */
  older: RecipeVersion | null;
  labels: readonly Named[];
  vocabularies: readonly Named[];
}) {
  const { latest, older, labels, vocabularies } = given;
  const [own, setOwn] = useState(() => (latest ? draftOf(latest) : emptyDraft));
  const draft = useMemo(() => (older ? draftOf(older) : own), [older, own]);
  const { settings, mistakes } = useMemo(() => readDraft(draft), [draft]);
  const problems = useMemo(
    () =>
      // A number that is no number says so beside its field; what follows from its default would mislead.
      findProblems({ settings, labels, vocabularies }).filter(
        ({ field }) => field !== "demonstrations" || !mistakes.demonstrations,
      ),
    [settings, labels, vocabularies, mistakes],
  );
  const isDirty = useMemo(() => {
    const read = readDraft(own);
    if (Object.keys(read.mistakes).length > 0) return true;
    return isChanged(read.settings, latest ?? readDraft(emptyDraft).settings);
  }, [own, latest]);
  const errorCount =
    problems.filter(({ severity }) => severity === "error").length + Object.keys(mistakes).length;
  return {
    draft,
    settings,
    mistakes,
    problems,
    errorCount,
    /** Whether the writer's own draft has what no version has. */
    isDirty,
    change: (part: Partial<RecipeDraft>) => setOwn((before) => ({ ...before, ...part })),
    instruct: (labelId: string, instruction: string) =>
      setOwn((before) => ({ ...before, instructions: { ...before.instructions, [labelId]: instruction } })),
    load: (version: RecipeVersion) => setOwn(draftOf(version)),
  };
}
