"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { editProjectAction } from "#lib/projects/project-actions.ts";
import { type Project, projectLimits } from "#lib/projects/projects.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input, Textarea } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";
import { LanguageSelect } from "./language-select.tsx";
import type { LanguageOption } from "./languages.ts";

export function ProjectSettingsForm({
  project,
  languages,
}: {
  project: Project;
  languages: LanguageOption[];
}) {
  const t = useTranslations("projects");
  const common = useTranslations("common");
  const say = useToast();
  const { run, pending, error } = useAction(editProjectAction);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    run(
      {
        projectId: project.id,
        name: value("name"),
        description: value("description"),
        language: value("language"),
      },
      () => say({ title: t("settings.saved") }),
    );
  }

  return (
    <form onSubmit={submit} className="flex max-w-2xl flex-col gap-4">
      {error && <Notice kind="error">{error.message}</Notice>}
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("fields.name")} error={error?.fields?.name}>
          <Input
            name="name"
            required
            maxLength={projectLimits.name}
            autoComplete="off"
            defaultValue={project.name}
          />
        </Field>
        <Field label={t("fields.language")} error={error?.fields?.language}>
          <LanguageSelect languages={languages} inUse={project.language} />
        </Field>
      </div>
      <Field
        label={t("fields.description")}
        hint={t("fields.descriptionHint")}
        error={error?.fields?.description}
      >
        <Textarea
          name="description"
          maxLength={projectLimits.description}
          rows={3}
          defaultValue={project.description}
        />
      </Field>
      <Button type="submit" variant="primary" disabled={pending} className="self-start">
        {pending ? common("states.saving") : common("actions.save")}
      </Button>
    </form>
  );
}
