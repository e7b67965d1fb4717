"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import type { RecipeKind } from "#lib/recipes/recipes.ts";
import type { RunForm } from "#lib/runs/runs.ts";
import { ENVIRONMENT } from "#lib/settings/endpoints.ts";
import { ChoiceCard } from "./choice-card.tsx";

interface Props {
  /** Of the chosen recipe version. */
  kind: RecipeKind;
  endpoints: RunForm["endpoints"];
  /** Null: the built-in generator. */
  value: string | null;
  onChange: (endpointId: string | null) => void;
}

/** Every generator there is; one that does not take this kind of recipe says so and cannot be chosen. */
export function GeneratorChoice({ kind, endpoints, value, onChange }: Props) {
  const t = useTranslations("runs");
  return (
    <fieldset className="flex max-w-xl flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">{t("form.generator")}</legend>
      <ChoiceCard
        group="generator"
        name={t("generators.builtIn")}
        hint={kind === "grammar" ? t("generators.builtInHint") : t("form.needsGrammar")}
        isChosen={kind === "grammar" && value === null}
        isDisabled={kind !== "grammar"}
        onChoose={() => onChange(null)}
      />
      {endpoints.map(({ id, name, model, baseUrl }) => (
        <ChoiceCard
          group="generator"
          key={id}
          name={id === ENVIRONMENT ? t("generators.environment") : name}
          hint={kind === "prompt" ? t("form.endpointModel", { model, baseUrl }) : t("form.needsPrompt")}
          isChosen={value === id}
          isDisabled={kind !== "prompt"}
          onChoose={() => onChange(id)}
        />
      ))}
      {endpoints.length === 0 && (
        <p className="px-3 py-1 text-sm text-muted">
          {t("form.noEndpoint")}{" "}
          <Link href="/settings" className="text-accent-text underline">
            {t("form.toSettings")}
          </Link>
        </p>
      )}
    </fieldset>
  );
}
