"use client";

import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import type { RecipeDraft } from "#lib/recipes/drafts/recipe-draft.ts";
import { type NamedVocabulary, slotChoices } from "#lib/recipes/drafts/slot-choices.ts";
import { SlotButtons } from "../template/slot-buttons.tsx";
import { TemplateField, type TemplateHandle } from "../template/template-field.tsx";
import { ProblemList } from "./problem-list.tsx";

/** System message and template, with their slots and what is wrong in the recipe. */
export function TemplatePart({
  draft,
  onChange,
  vocabularies,
  problems,
  readOnly,
}: {
  draft: RecipeDraft;
  onChange: (part: Partial<RecipeDraft>) => void;
  vocabularies: readonly NamedVocabulary[];
  problems: readonly Problem[];
  readOnly: boolean;
}) {
  const t = useTranslations("recipes");
  const template = useRef<TemplateHandle>(null);
  const system = useRef<TemplateHandle>(null);
  const slots = useMemo(
    () =>
      slotChoices(vocabularies).map((choice) => ({
        name: choice.name,
        detail: choice.isReserved
          ? t(`slots.${choice.name}`)
          : t(choice.description ? "slots.described" : "slots.vocabulary", {
              count: choice.entryCount,
              description: choice.description.slice(0, 60),
            }),
      })),
    [vocabularies, t],
  );
  const ofField = useMemo(() => Map.groupBy(problems, ({ field }) => field), [problems]);
  const isGrammar = draft.kind === "grammar";
  return (
    <>
      {!isGrammar && (
        <TemplateField
          handle={system}
          label={t("editor.system")}
          name={t("editor.systemName")}
          value={draft.systemMessage}
          onChange={(systemMessage) => onChange({ systemMessage })}
          grammar={false}
          slots={slots}
          problems={ofField.get("systemMessage") ?? []}
          readOnly={readOnly}
          hint=""
          lines={[3, 12]}
        />
      )}
      <div className="flex flex-col gap-2">
        <TemplateField
          handle={template}
          label={t("editor.template")}
          name={t("editor.template")}
          value={draft.template}
          onChange={(text) => onChange({ template: text })}
          grammar={isGrammar}
          slots={slots}
          problems={ofField.get("template") ?? []}
          readOnly={readOnly}
          hint={t(isGrammar ? "syntax.placeholderGrammar" : "syntax.placeholderPrompt")}
          lines={[8, 20]}
        >
          <p>{t("syntax.slot")}</p>
          {isGrammar && (
            <p>
              {t("syntax.alternatives")} {t("syntax.escape")}
            </p>
          )}
        </TemplateField>
        {!readOnly && <SlotButtons slots={slots} onInsert={(text) => template.current?.insert(text)} />}
        <ProblemList
          problems={problems}
          onGoTo={({ field, from }) => {
            const editor = field === "systemMessage" ? system : template;
            editor.current?.goTo(from ?? 0);
          }}
        />
      </div>
    </>
  );
}
