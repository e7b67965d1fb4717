"use client";

import { useTranslations } from "next-intl";
import type { EmbedderChoice } from "#lib/screening/embedders/embedders.ts";
import { classNames } from "../../ui/class-names.ts";

const KINDS = ["builtIn", "local", "endpoint"] as const;

interface Props {
  value: EmbedderChoice["kind"];
  onChange: (kind: EmbedderChoice["kind"]) => void;
}

export function EmbedderChoices({ value, onChange }: Props) {
  const t = useTranslations("embedders.choice");
  return (
    <fieldset className="flex max-w-xl flex-col gap-1.5">
      <legend className="mb-1 text-sm font-medium">{t("legend")}</legend>
      {KINDS.map((kind) => (
        <label
          key={kind}
          className={classNames(
            "flex cursor-pointer items-start gap-2.5 rounded-md border px-3 py-2 hover:bg-raised",
            kind === value ? "border-accent bg-accent-wash" : "border-line",
          )}
        >
          <input
            type="radio"
            name="embedder"
            className="mt-1 accent-(--accent)"
            checked={kind === value}
            onChange={() => onChange(kind)}
          />
          <span className="min-w-0">
            <span className="block">{t(kind)}</span>
            <span className="block text-sm text-muted">{t(`${kind}Hint`)}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
