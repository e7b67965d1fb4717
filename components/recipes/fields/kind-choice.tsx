"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import { classNames } from "../../ui/class-names.ts";

const KINDS = ["grammar", "prompt"] as const satisfies RecipeKind[];

export function KindChoice({
  kind,
  onChange,
  disabled,
}: {
  kind: RecipeKind;
  onChange: (kind: RecipeKind) => void;
  disabled: boolean;
}) {
  const t = useTranslations("recipes.editor");
  const name = useId();
  return (
    <fieldset className="flex flex-col gap-1" disabled={disabled}>
      <legend className="mb-1 text-sm font-medium">{t("kind")}</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {KINDS.map((value) => (
          <label
            key={value}
            className={classNames(
              "flex cursor-pointer items-start gap-2 rounded-md border px-3 py-2",
              value === kind
                ? "border-accent bg-accent-wash"
                : "border-line-strong bg-surface hover:bg-raised",
            )}
          >
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === kind}
              onChange={() => onChange(value)}
              className="mt-1 accent-(--accent)"
            />
            <span>
              <span className="font-medium">{t(value)}</span>{" "}
              <span className="block text-sm text-muted">{t(`${value}Hint`)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
