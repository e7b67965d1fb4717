"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RunForm, runLimits } from "#lib/runs/runs.ts";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";

interface Props {
  labels: RunForm["labels"];
  /** One text a label, in their order. */
  counts: string[];
  onChange: (counts: string[]) => void;
  /** By the dotted path of the field: "targets.3.count". */
  errors: Record<string, string>;
}

/** One number for all, and each label's own. */
export function TargetFields({ labels, counts, onChange, errors }: Props) {
  const t = useTranslations("runs.form");
  const [everyLabel, setEveryLabel] = useState(() => (new Set(counts).size === 1 ? (counts[0] ?? "") : ""));
  const total = counts.reduce((sum, count) => sum + (Number(count) || 0), 0);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-end justify-between gap-4">
        <Field label={t("everyLabel")} className="w-40">
          <Input
            inputMode="numeric"
            className="tabular-nums"
            value={everyLabel}
            onChange={({ target }) => {
              setEveryLabel(target.value);
              if (target.value.trim() !== "") onChange(counts.map(() => target.value));
            }}
          />
        </Field>
        <p aria-live="polite" className={total > runLimits.items ? "text-leak" : "text-muted"}>
          <strong className="font-medium tabular-nums">{t("total", { count: total })}</strong>
        </p>
      </div>
      {errors.targets && <p className="text-sm text-leak">{errors.targets}</p>}
      <ul
        aria-label={t("perLabel")}
        className="grid max-h-96 gap-x-6 gap-y-1.5 overflow-y-auto pr-1 sm:grid-cols-2 lg:grid-cols-3"
      >
        {labels.map(({ id, name, colour }, i) => {
          const error = errors[`targets.${i}.count`];
          return (
            <li key={id} className="flex items-center gap-2">
              <span className="min-w-0 flex-1" title={name}>
                <LabelTag name={name} colour={colour} />
              </span>
              <span className="w-22 shrink-0">
                <Input
                  inputMode="numeric"
                  aria-label={t("targetOf", { label: name })}
                  aria-invalid={error ? true : undefined}
                  title={error}
                  className="text-right tabular-nums"
                  value={counts[i] ?? ""}
                  onChange={({ target }) => {
                    setEveryLabel("");
                    onChange(counts.map((count, j) => (j === i ? target.value : count)));
                  }}
                />
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
