"use client";

import { Dices } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";

interface Props {
  value: string;
  onChange: (seed: string) => void;
}

export function SeedField({ error, ...props }: Props & { error: string | undefined }) {
  const t = useTranslations("runs.form");
  return (
    <Field label={t("seed")} hint={t("seedHint")} error={error}>
      <SeedInput {...props} />
    </Field>
  );
}

/** An input and, beside it, another seed by chance. Takes the id and description that Field gives its control. */
function SeedInput({ value, onChange, ...control }: Props) {
  const t = useTranslations("runs.form");
  return (
    <div className="flex max-w-56 items-center gap-1">
      <Input
        name="seed"
        inputMode="numeric"
        className="tabular-nums"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...control}
      />
      <IconButton
        label={t("newSeed")}
        onClick={() => onChange(String(Math.floor(Math.random() * 1_000_000)))}
      >
        <Dices aria-hidden className="size-4" />
      </IconButton>
    </div>
  );
}
