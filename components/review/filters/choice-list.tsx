"use client";

import { useFormatter } from "next-intl";
import type { ReactNode } from "react";
import { Checkbox } from "../../ui/form/checkbox.tsx";

export interface Choice<T> {
  value: T;
  name: string;
  /** What stands in place of the name. */
  look?: ReactNode;
  count: number;
}

interface Props<T> {
  legend: string;
  choices: readonly Choice<T>[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Values to tick, each with how many exemplars it would leave. */
export function ChoiceList<T extends string | number>({ legend, choices, chosen, onChange }: Props<T>) {
  const format = useFormatter();
  const toggle = (value: T) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]);
  return (
    <fieldset className="flex min-w-52 flex-col">
      <legend className="sr-only">{legend}</legend>
      {choices.map(({ value, name, look, count }) => (
        <div key={value} className="flex items-center gap-3 rounded px-1.5 py-1 hover:bg-raised">
          <div className="min-w-0 flex-1">
            <Checkbox checked={chosen.includes(value)} onChange={() => toggle(value)}>
              {look ?? name}
            </Checkbox>
          </div>
          <span className="text-sm text-muted tabular-nums">{format.number(count)}</span>
        </div>
      ))}
    </fieldset>
  );
}
