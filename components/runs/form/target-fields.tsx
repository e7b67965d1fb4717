"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type RunForm, runLimits } from "#lib/runs/runs.ts";
import { Field } from "../../ui/form/field.tsx";
import { Input } from "../../ui/form/input.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";
import type { FieldErrors } from "./use-run-draft.ts";

interface Props {
  labels: RunForm["labels"];
  /** One text a label, in their order. */
  counts: string[];
  onChange: (counts: string[]) => void;
  errors: FieldErrors;
}

/** So many labels are found by looking. */
const FILTER_FROM = 13;

/** One number for all that are shown, and each label's own. */
export function TargetFields({ labels, counts, onChange, errors }: Props) {
  const t = useTranslations("runs.form");
  const [everyLabel, setEveryLabel] = useState(() => (new Set(counts).size === 1 ? (counts[0] ?? "") : ""));
  const [filter, setFilter] = useState("");
  const wanted = filter.trim().toLocaleLowerCase();
  const errorOf = (i: number) => errors[`targets.${i}.count`];
  const isWanted = (name: string) => name.toLocaleLowerCase().includes(wanted);
  const matching = labels.filter(({ name }) => isWanted(name)).length;
  const total = counts.reduce((sum, count) => sum + (Number(count) || 0), 0);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="flex flex-wrap gap-4">
          {labels.length >= FILTER_FROM && (
            <Field label={t("filterLabels")} className="w-52">
              <Input
                type="search"
                value={filter}
                onChange={({ target }) => {
                  setFilter(target.value);
                  setEveryLabel("");
                }}
              />
            </Field>
          )}
          <Field
            label={wanted === "" ? t("everyLabel") : t("everyShown", { count: matching })}
            error={errors.targets}
            className="w-40"
          >
            <Input
              name="targets"
              inputMode="numeric"
              className="tabular-nums"
              value={everyLabel}
              onChange={({ target }) => {
                setEveryLabel(target.value);
                if (target.value.trim() === "") return;
                onChange(counts.map((count, i) => (isWanted(labels[i]?.name ?? "") ? target.value : count)));
              }}
            />
          </Field>
        </div>
        <p aria-live="polite" className={total > runLimits.items ? "text-leak" : "text-muted"}>
          <strong className="font-medium tabular-nums">{t("total", { count: total })}</strong>
        </p>
      </div>
      {matching === 0 && <p className="text-muted">{t("noLabelShown", { text: filter.trim() })}</p>}
      <ul
        aria-label={t("perLabel")}
        className="grid max-h-96 gap-x-6 gap-y-1.5 overflow-y-auto p-0.5 pr-1 sm:grid-cols-2"
      >
        {labels.map(({ id, name, colour }, i) => {
          const error = errorOf(i);
          // A mistake is shown whatever is looked for.
          if (!isWanted(name) && !error) return null;
          return (
            <li key={id}>
              <div className="flex items-center gap-2">
                <span className="min-w-0 flex-1" title={name}>
                  <LabelTag name={name} colour={colour} />
                </span>
                <span className="w-22 shrink-0">
                  <Input
                    name={`targets.${i}.count`}
                    inputMode="numeric"
                    aria-label={t("targetOf", { label: name })}
                    aria-invalid={error ? true : undefined}
                    aria-describedby={error ? `target-${id}-said` : undefined}
                    className="text-right tabular-nums"
                    value={counts[i] ?? ""}
                    onChange={({ target }) => {
                      setEveryLabel("");
                      onChange(counts.map((count, j) => (j === i ? target.value : count)));
                    }}
                  />
                </span>
              </div>
              {error && (
                <p id={`target-${id}-said`} className="text-right text-sm text-leak">
                  {error}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
