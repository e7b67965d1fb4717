"use client";

import { useTranslations } from "next-intl";
import type { ReadDraft, RecipeDraft } from "#lib/recipes/drafts/recipe-draft.ts";
import { AUGMENTATION_OPERATIONS } from "#lib/recipes/recipes.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input, Select } from "../../ui/form/input.tsx";
import { Card } from "../../ui/page.tsx";

/** How the exemplars of a grammar are changed once more: the four operations of EDA. */
export function AugmentationFields({
  draft,
  mistakes,
  vocabularies,
  onChange,
  readOnly,
}: {
  draft: RecipeDraft;
  mistakes: ReadDraft["mistakes"];
  vocabularies: readonly { id: string; name: string }[];
  onChange: (part: Partial<RecipeDraft>) => void;
  readOnly: boolean;
}) {
  const t = useTranslations("recipes.augmentation");
  const say = useTranslations();
  const { operations, strength, synonymVocabularyId } = draft;
  const isOn = AUGMENTATION_OPERATIONS.some((name) => operations[name]);
  const needsSynonyms = operations.synonymReplacement || operations.randomInsertion;
  return (
    <Card title={t("title")} hint={t("hint")}>
      <fieldset disabled={readOnly} className="flex flex-col gap-4">
        <legend className="sr-only">{t("title")}</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {AUGMENTATION_OPERATIONS.map((name) => (
            <Checkbox
              key={name}
              checked={operations[name]}
              onChange={(event) => onChange({ operations: { ...operations, [name]: event.target.checked } })}
            >
              {t(name)} <span className="block text-sm text-muted">{t(`${name}Hint`)}</span>
            </Checkbox>
          ))}
        </div>
        {isOn && (
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label={t("strength")}
              hint={t("strengthHint")}
              error={mistakes.strength && say(mistakes.strength as never)}
            >
              <Input
                inputMode="decimal"
                className="max-w-32 tabular-nums"
                value={strength}
                onChange={(event) => onChange({ strength: event.target.value })}
              />
            </Field>
            {needsSynonyms && (
              <Field label={t("synonyms")} hint={t("synonymsHint")}>
                <Select
                  value={
                    vocabularies.some(({ id }) => id === synonymVocabularyId)
                      ? (synonymVocabularyId ?? "")
                      : ""
                  }
                  onChange={(event) => onChange({ synonymVocabularyId: event.target.value || null })}
                >
                  <option value="">{t("choose")}</option>
                  {vocabularies.map(({ id, name }) => (
                    <option key={id} value={id}>
                      {name}
                    </option>
                  ))}
                </Select>
              </Field>
            )}
          </div>
        )}
      </fieldset>
    </Card>
  );
}
