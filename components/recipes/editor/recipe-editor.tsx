"use client";

import { useQuery } from "@tanstack/react-query";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import type { NamedVocabulary } from "#lib/recipes/drafts/slot-choices.ts";
import { planningOptions } from "#lib/recipes/recipe-query-options.ts";
import type { RecipeVersion, RecipeWithVersions } from "#lib/recipes/recipes.ts";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { AugmentationFields } from "../fields/augmentation-fields.tsx";
import { InstructionFields } from "../fields/instruction-fields.tsx";
import { KindChoice } from "../fields/kind-choice.tsx";
import { NameField } from "../fields/name-field.tsx";
import { NumberFields } from "../fields/number-fields.tsx";
import { RecipePreview } from "../preview/recipe-preview.tsx";
import { OlderVersion } from "./older-version.tsx";
import { SaveBar } from "./save-bar.tsx";
import { TemplatePart } from "./template-part.tsx";
import { useDraft } from "./use-draft.ts";
import { useLeaveWarning } from "./use-leave-warning.ts";
import { useSaving } from "./use-saving.ts";
import { VersionList } from "./version-list.tsx";

export interface SavedState {
  recipe: RecipeWithVersions;
  latest: RecipeVersion;
  /** The version that the address asks to see, where it is not the latest. */
  older: RecipeVersion | null;
}

const NONE: Problem[] = [];

/** A recipe as it is written: the form and, beside it, what it would make. */
export function RecipeEditor({
  projectId,
  labels,
  vocabularies: listed,
  saved,
}: {
  projectId: string;
  labels: Label[];
  vocabularies: NamedVocabulary[];
  saved: SavedState | null;
}) {
  const t = useTranslations("recipes");
  const say = useTranslations();
  const router = useRouter();
  const toast = useToast();
  const { data: material, error: unread } = useQuery(planningOptions(projectId));
  const vocabularies = useMemo(
    () => (material ? summarise(material.vocabularies) : listed),
    [material, listed],
  );
  const older = saved?.older ?? null;
  const draft = useDraft({ latest: saved?.latest ?? null, older, labels, vocabularies });
  const [name, setName] = useState(saved?.recipe.name ?? "");
  const isUnsaved = draft.isDirty || name.trim() !== (saved?.recipe.name ?? "");
  const saving = useSaving({ projectId, saved, name, draft });
  useLeaveWarning(isUnsaved && !saving.isLeaving, t("editor.leave"));

  const readOnly = older !== null;
  const isUntouched = saved === null && draft.draft.template === "" && saving.outcome === null;
  const path = `/projects/${projectId}/recipes/${saved?.recipe.id}`;
  const fields = { draft: draft.draft, mistakes: draft.mistakes, onChange: draft.change, readOnly };
  const instructionMistake = draft.mistakes.instructions;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!readOnly) saving.save();
      }}
      onKeyDown={(event) => {
        if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey) return;
        event.preventDefault();
        if (!readOnly) saving.save();
      }}
      className="grid items-start gap-5 min-[1100px]:grid-cols-2"
    >
      <div className="flex min-w-0 flex-col gap-5">
        {older && saved && (
          <OlderVersion
            path={path}
            number={older.number}
            isUnsaved={draft.isDirty}
            onStart={() => {
              draft.load(older);
              toast({ title: t("versions.loaded", { number: older.number, next: saved.latest.number + 1 }) });
              router.replace(path as Route, { scroll: false });
            }}
          />
        )}
        {!readOnly && (
          <NameField
            saved={saved?.recipe ?? null}
            name={name}
            onChange={setName}
            error={saving.error?.fields?.name}
          />
        )}
        <KindChoice kind={draft.draft.kind} onChange={(kind) => draft.change({ kind })} disabled={readOnly} />
        <TemplatePart
          draft={draft.draft}
          onChange={draft.change}
          vocabularies={vocabularies}
          problems={isUntouched ? NONE : draft.problems}
          readOnly={readOnly}
        />
        <NumberFields {...fields} />
        <InstructionFields
          labels={labels}
          instructions={draft.draft.instructions}
          onChange={draft.instruct}
          error={instructionMistake && say(instructionMistake as never)}
          readOnly={readOnly}
        />
        {draft.draft.kind === "grammar" && <AugmentationFields {...fields} vocabularies={vocabularies} />}
        {saved && (
          <VersionList
            path={path}
            versions={saved.recipe.versions}
            shown={older?.number ?? saved.latest.number}
          />
        )}
        {!readOnly && (
          <SaveBar
            next={saved ? saved.latest.number + 1 : null}
            isUnsaved={isUnsaved}
            errorCount={draft.errorCount}
            saving={saving}
          />
        )}
      </div>
      <RecipePreview
        projectId={projectId}
        material={material}
        failure={unread && !material ? unread.message : null}
        draft={{
          settings: draft.settings,
          problems: draft.problems,
          hasMistakes: Object.keys(draft.mistakes).length > 0,
          isUntouched,
        }}
      />
    </form>
  );
}

function summarise(vocabularies: { id: string; name: string; description: string; entries: unknown[] }[]) {
  return vocabularies.map(({ id, name, description, entries }) => ({
    ...{ id, name, description },
    entryCount: entries.length,
  }));
}
