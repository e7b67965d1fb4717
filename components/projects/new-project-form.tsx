"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { labelsFromLines } from "#lib/projects/labels/labels.ts";
import { createProjectAction } from "#lib/projects/project-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button, ButtonLink } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input, Select, Textarea } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";
import { LanguageSelect } from "./language-select.tsx";
import type { LanguageOption } from "./languages.ts";

export function NewProjectForm({ languages }: { languages: LanguageOption[] }) {
  const t = useTranslations("projects");
  const common = useTranslations("common");
  const router = useRouter();
  const [lines, setLines] = useState("");
  const { run, pending, error } = useAction(createProjectAction);
  const { labels, repeated } = labelsFromLines(lines, []);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const value = (name: string) => String(form.get(name) ?? "");
    run(
      {
        taskKind: "classification",
        name: value("name"),
        description: value("description"),
        language: value("language"),
        labels,
      },
      ({ projectId }) => router.push(`/projects/${projectId}`),
    );
  }

  return (
    <form onSubmit={submit} className="flex max-w-2xl flex-col gap-4">
      {error && <Notice kind="error">{error.message}</Notice>}
      <Field label={t("fields.name")} error={error?.fields?.name}>
        <Input
          name="name"
          required
          maxLength={100}
          autoComplete="off"
          placeholder={t("fields.nameExample")}
        />
      </Field>
      <Field
        label={t("fields.description")}
        hint={t("fields.descriptionHint")}
        error={error?.fields?.description}
      >
        <Textarea name="description" maxLength={2_000} rows={3} />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("fields.taskKind")} hint={t("fields.taskKindHint")}>
          <Select name="taskKind" defaultValue="classification">
            <option value="classification">{t("taskKinds.classification")}</option>
          </Select>
        </Field>
        <Field label={t("fields.language")} hint={t("fields.languageHint")} error={error?.fields?.language}>
          <LanguageSelect languages={languages} inUse="en" />
        </Field>
      </div>
      <Field
        label={t("fields.labels")}
        hint={
          labels.length > 0 ? t("labels.found", { count: labels.length, repeated }) : t("fields.labelsHint")
        }
        error={Object.entries(error?.fields ?? {}).find(([path]) => path.startsWith("labels"))?.[1]}
      >
        <Textarea
          rows={6}
          value={lines}
          onChange={(event) => setLines(event.target.value)}
          placeholder={t("fields.labelsExample")}
        />
      </Field>
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {pending ? t("new.creating") : t("new.create")}
        </Button>
        <ButtonLink href="/" variant="ghost">
          {common("actions.cancel")}
        </ButtonLink>
      </div>
    </form>
  );
}
