"use client";

import type { Diagnostic } from "@codemirror/lint";
import { useTranslations } from "next-intl";
import { type ReactNode, type RefObject, useId, useImperativeHandle, useMemo, useRef } from "react";
import type { Problem } from "#lib/recipes/checks/find-problems.ts";
import type { SlotOption } from "./slot-completion.ts";
import { useTemplateEditor } from "./use-template-editor.ts";

export interface TemplateHandle {
  insert: (text: string) => void;
  goTo: (at: number) => void;
}

/** A labelled editor of a text with slots; what is wrong in it is underlined where it stands. */
export function TemplateField({
  label,
  name,
  value,
  onChange,
  grammar,
  slots,
  problems,
  readOnly,
  hint,
  lines,
  handle,
  children,
}: {
  label: string;
  /** What a screen reader calls it. */
  name: string;
  value: string;
  onChange: (value: string) => void;
  grammar: boolean;
  slots: readonly SlotOption[];
  /** Those of this field. */
  problems: readonly Problem[];
  readOnly: boolean;
  hint: string;
  lines: [number, number];
  handle: RefObject<TemplateHandle | null>;
  /** Help below the editor. */
  children?: ReactNode;
}) {
  const say = useTranslations();
  const id = useId();
  const parent = useRef<HTMLDivElement>(null);
  const rules = useMemo(
    () => ({ grammar, known: new Set(slots.map((slot) => slot.name)) }),
    [grammar, slots],
  );
  const diagnostics = useMemo(
    () =>
      problems.flatMap((problem) =>
        toDiagnostic(problem, say(problem.key as never, problem.values as never)),
      ),
    [problems, say],
  );
  const editor = useTemplateEditor(parent, {
    ...{ value, onChange, rules, slots, diagnostics, readOnly, hint, lines },
    attributes: {
      "aria-label": name,
      "aria-invalid": String(problems.some(({ severity }) => severity === "error")),
      ...(children ? { "aria-describedby": `${id}-help` } : {}),
    },
  });
  useImperativeHandle(handle, () => ({ insert: editor.insert, goTo: editor.goTo }));
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-sm font-medium">
        {label}
      </span>
      <div ref={parent} className="min-w-0" />
      {children && (
        <div id={`${id}-help`} className="text-sm text-muted">
          {children}
        </div>
      )}
    </div>
  );
}

function toDiagnostic({ severity, from, to }: Problem, message: string): Diagnostic[] {
  return from === undefined || to === undefined ? [] : [{ from, to, severity, message }];
}
