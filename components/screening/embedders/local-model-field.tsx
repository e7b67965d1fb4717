"use client";

import { useTranslations } from "next-intl";
import { Field } from "../../ui/form/field.tsx";
import { Select } from "../../ui/form/input.tsx";

interface Props {
  models: string[];
  value: string;
  onChange: (model: string) => void;
}

/** The models on this machine, and how another one comes there. */
export function LocalModelField({ models, value, onChange }: Props) {
  const t = useTranslations("embedders.form");
  return (
    <div className="flex max-w-xl flex-col gap-2">
      {models.length > 0 && (
        <Field label={t("localModel")}>
          <Select value={value} onChange={(event) => onChange(event.target.value)}>
            {/* The one chosen may be gone: shown all the same, so that nothing else seems chosen. */}
            {(models.includes(value) ? models : [value, ...models]).map((model) => (
              <option key={model} value={model}>
                {model}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <p className="text-sm text-muted">
        {models.length > 0 ? t("moreLocal") : t("noLocalModel")}
        <code className="mt-1 block rounded bg-raised px-2 py-1 font-mono text-text break-all select-all">
          {t("command")}
        </code>
      </p>
    </div>
  );
}
