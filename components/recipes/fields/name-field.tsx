"use client";

import { useTranslations } from "next-intl";
import { renameRecipeAction } from "#lib/recipes/recipe-actions.ts";
import { recipeLimits } from "#lib/recipes/recipes.ts";
import { useToast } from "../../ui/feedback/toasts.tsx";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";

/** The recipe's name. A saved recipe is renamed on its own, without a new version. */
export function NameField({
  saved,
  name,
  onChange,
  error,
}: {
  saved: { id: string; name: string } | null;
  name: string;
  onChange: (name: string) => void;
  error: string | undefined;
}) {
  const t = useTranslations("recipes.editor");
  const toast = useToast();
  const { run, pending, error: refused } = useAction(renameRecipeAction);
  const isOther = saved !== null && name.trim() !== saved.name;
  const rename = () => {
    if (!saved || !isOther) return;
    run({ recipeId: saved.id, name }, () => toast({ title: t("renamed", { name: name.trim() }) }));
  };
  return (
    <div className="flex items-start gap-2">
      <Field
        label={t("name")}
        error={error ?? refused?.fields?.name ?? refused?.message}
        className="max-w-md flex-1"
      >
        <Input
          value={name}
          onChange={(event) => onChange(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            rename();
          }}
          maxLength={recipeLimits.name}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      {isOther && (
        <Button className="mt-[1.375rem]" disabled={pending} onClick={rename}>
          {t("rename")}
        </Button>
      )}
    </div>
  );
}
