"use client";

import { useTranslations } from "next-intl";
import { type FocusEvent, useRef, useState } from "react";
import { flushSync } from "react-dom";
import {
  draftOf,
  endpointOf,
  inputOf,
  judgeOf,
  kindOf,
  pacedBy,
  problemsOf,
  type RunDraft,
  withEndpoint,
  withJudge,
  withJudging,
  withRecipe,
} from "#lib/runs/form/run-draft.ts";
import type { RunForm } from "#lib/runs/runs.ts";

/** Sentences by the dotted path of the field, which is also its name. */
export type FieldErrors = Record<string, string>;

/** What is typed into the form of a new run, and what is wrong with it: of a field once it was left, of all once asked. */
export function useRunDraft(form: RunForm, projectId: string) {
  const say = useTranslations();
  const [draft, setDraft] = useState(() => draftOf(form));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isChecked, setChecked] = useState(false);
  const formRef = useRef<HTMLFormElement>(null);
  const endpoint = endpointOf(draft, form);
  const input = inputOf(draft, form, { projectId, isDraft: false });
  const problems = problemsOf(input, pacedBy(draft, form));
  const errors: FieldErrors = {};
  for (const [path, { key, values }] of Object.entries(problems)) {
    if (isChecked || left.has(path)) errors[path] = say(key as never, values as never);
  }

  return {
    draft,
    endpoint,
    judge: judgeOf(draft, form),
    input,
    kind: kindOf(draft, form),
    errors,
    formRef,
    change: (change: Partial<RunDraft>) => setDraft((before) => ({ ...before, ...change })),
    chooseRecipe: (id: string) => setDraft((before) => withRecipe(before, form, id)),
    chooseEndpoint: (id: string | null) => setDraft((before) => withEndpoint(before, form, id)),
    turnJudging: (isJudged: boolean) => setDraft((before) => withJudging(before, form, isJudged)),
    chooseJudge: (id: string) => setDraft((before) => withJudge(before, form, id)),
    /** Of the form: a field that is left is done. */
    onBlur: ({ target }: FocusEvent) => {
      const name = target.getAttribute("name");
      // Leaving one label's number also says something of their sum.
      if (name) setLeft((before) => new Set([...before, name, name.split(".")[0] ?? name]));
    },
    /** @returns whether all is well; else every mistake is told, and the first has the focus */
    check: () => {
      if (Object.keys(problems).length === 0) return true;
      flushSync(() => setChecked(true));
      formRef.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
      return false;
    },
  };
}
