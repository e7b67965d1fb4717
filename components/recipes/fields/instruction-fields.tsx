"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo, useId, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import { recipeLimits } from "#lib/recipes/recipes.ts";
import { Checkbox } from "../../ui/form/checkbox.tsx";
import { Input, Textarea } from "../../ui/form/input.tsx";
import { LabelTag } from "../../ui/label-tag.tsx";

/** From so many labels on there is a filter. */
const MANY = 8;

/** What the slot `instruction` says, label by label. */
export function InstructionFields({
  labels,
  instructions,
  onChange,
  error,
  readOnly,
}: {
  labels: Label[];
  instructions: Record<string, string>;
  onChange: (labelId: string, instruction: string) => void;
  error: string | undefined;
  readOnly: boolean;
}) {
  const t = useTranslations("recipes.instructions");
  const panel = useId();
  const [open, setOpen] = useState(false);
  const [filter, setFilter] = useState("");
  /** The labels that were empty when only empty ones were asked for: a row stays while one writes in it. */
  const [empty, setEmpty] = useState<Set<string> | null>(null);
  const isEmpty = ({ id }: Label) => (instructions[id] ?? "").trim() === "";
  const wanted = filter.trim().toLowerCase();
  const shown = labels.filter(
    ({ id, name }) => name.toLowerCase().includes(wanted) && (!empty || empty.has(id)),
  );
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section className="rounded-lg border border-line bg-surface">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={panel}
          onClick={() => setOpen(!open)}
          className="flex w-full items-center gap-2 rounded-lg px-4 py-3 text-left hover:bg-raised"
        >
          <Chevron aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="font-medium">{t("title")}</span>
          <span className="ml-auto text-sm text-muted tabular-nums">
            {t("filled", {
              filled: labels.filter((label) => !isEmpty(label)).length,
              count: labels.length,
            })}
          </span>
        </button>
      </h2>
      <div id={panel} hidden={!open} className="border-t border-line p-4">
        <p className="mb-3 text-sm text-muted">{labels.length === 0 ? t("noLabels") : t("hint")}</p>
        {labels.length > MANY && (
          <div className="mb-3 flex flex-wrap items-center gap-4">
            <div className="w-56">
              <Input
                type="search"
                value={filter}
                onChange={(event) => setFilter(event.target.value)}
                aria-label={t("filter")}
                placeholder={t("filter")}
              />
            </div>
            <Checkbox
              checked={empty !== null}
              onChange={(event) =>
                setEmpty(event.target.checked ? new Set(labels.filter(isEmpty).map(({ id }) => id)) : null)
              }
            >
              {t("onlyEmpty")}
            </Checkbox>
          </div>
        )}
        {error && <p className="mb-2 text-sm text-leak">{error}</p>}
        {open && (
          <div className="-mx-1 flex max-h-112 flex-col gap-1.5 overflow-y-auto px-1 py-0.5">
            {labels.length > 0 && shown.length === 0 && <p className="text-muted">{t("none")}</p>}
            {shown.map((label) => (
              <InstructionRow
                key={label.id}
                label={label}
                value={instructions[label.id] ?? ""}
                onChange={onChange}
                readOnly={readOnly}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}

const InstructionRow = memo(
  function InstructionRow({
    label,
    value,
    onChange,
    readOnly,
  }: {
    label: Label;
    value: string;
    onChange: (labelId: string, instruction: string) => void;
    readOnly: boolean;
  }) {
    const id = useId();
    return (
      <div className="grid items-start gap-x-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
        <label htmlFor={id} className="flex min-w-0 pt-1.5 text-sm" title={label.name}>
          <LabelTag name={label.name} colour={label.colour} />
        </label>
        <Textarea
          id={id}
          rows={1}
          className="field-sizing-content max-h-40 min-h-8!"
          value={value}
          readOnly={readOnly}
          maxLength={recipeLimits.instruction}
          onChange={(event) => onChange(label.id, event.target.value)}
        />
      </div>
    );
  },
  // The handler is made anew at every rendering, and adds to the latest draft whichever one is called.
  (before, after) =>
    before.label === after.label && before.value === after.value && before.readOnly === after.readOnly,
);
