"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useRef } from "react";
import { labelLimits, proposeHotkey } from "#lib/projects/labels/labels.ts";
import { createLabelsAction } from "#lib/projects/project-actions.ts";
import type { Label } from "#lib/projects/projects.ts";
import { Button } from "../ui/form/button.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

/** The last row of the label table; colour and hotkey are proposed. */
export function NewLabel({ projectId, labels }: { projectId: string; labels: Label[] }) {
  const t = useTranslations("projects.labels");
  const { run, pending, error } = useAction(createLabelsAction);
  const name = useRef<HTMLInputElement>(null);
  const proposed = proposeHotkey(labels.map(({ hotkey }) => hotkey)) ?? "";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    const value = (field: string) => String(form.get(field) ?? "");
    const label = { name: value("name"), description: value("description"), hotkey: value("hotkey") };
    run({ projectId, labels: [label] }, () => {
      element.reset();
      name.current?.focus();
    });
  }

  return (
    <form onSubmit={submit} className="mt-2 border-t border-line pt-3">
      <div className="flex flex-wrap items-center gap-1.5">
        <div className="w-56 pl-1">
          <Input
            ref={name}
            name="name"
            required
            autoComplete="off"
            maxLength={labelLimits.name}
            aria-label={t("newName")}
            placeholder={t("newName")}
          />
        </div>
        <div className="min-w-40 flex-1">
          <Input
            name="description"
            autoComplete="off"
            maxLength={labelLimits.description}
            aria-label={t("newDescription")}
            placeholder={t("newDescription")}
          />
        </div>
        <div className="w-10">
          <Input
            key={proposed}
            name="hotkey"
            defaultValue={proposed}
            autoComplete="off"
            maxLength={2}
            aria-label={t("newHotkey")}
            title={t("newHotkey")}
            className="px-0 text-center font-mono"
          />
        </div>
        <Button type="submit" disabled={pending} icon={<Plus aria-hidden className="size-4" />}>
          {t("add")}
        </Button>
      </div>
      {error && (
        <p role="alert" className="mt-1 text-sm text-leak">
          {Object.values(error.fields ?? {})[0] ?? error.message}
        </p>
      )}
    </form>
  );
}
