"use client";

import { useTranslations } from "next-intl";
import type { NumberField, ReadDraft, RecipeDraft } from "#lib/recipes/drafts/recipe-draft.ts";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

const OF_KIND: Record<RecipeDraft["kind"], Exclude<NumberField, "strength">[]> = {
  grammar: ["demonstrations"],
  prompt: ["demonstrations", "temperature", "topP", "maxTokens"],
};

/** How many demonstrations; and, for a language model, how it samples. */
export function NumberFields({
  draft,
  mistakes,
  onChange,
  readOnly,
}: {
  draft: RecipeDraft;
  mistakes: ReadDraft["mistakes"];
  onChange: (part: Partial<RecipeDraft>) => void;
  readOnly: boolean;
}) {
  const t = useTranslations("recipes.editor");
  const say = useTranslations();
  return (
    <div className="grid grid-cols-2 gap-4 sm:grid-cols-4">
      {OF_KIND[draft.kind].map((field) => {
        const mistake = mistakes[field];
        return (
          <Field
            key={field}
            label={t(field)}
            hint={t(`${field}Hint`)}
            error={mistake && say(mistake as never)}
            className={draft.kind === "grammar" ? "col-span-2" : ""}
          >
            <Input
              inputMode={field === "temperature" || field === "topP" ? "decimal" : "numeric"}
              className="max-w-32 tabular-nums"
              value={draft[field]}
              readOnly={readOnly}
              onChange={(event) => onChange({ [field]: event.target.value })}
            />
          </Field>
        );
      })}
    </div>
  );
}
