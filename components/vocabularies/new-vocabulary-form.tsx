"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import { readPastedList, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { createVocabularyAction } from "#lib/vocabularies/vocabulary-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";
import { PastedListField } from "./pasted-list-field.tsx";

export function NewVocabularyForm({ projectId, labels }: { projectId: string; labels: Label[] }) {
  const t = useTranslations("vocabularies.new");
  const router = useRouter();
  const { run, pending, error } = useAction(createVocabularyAction);
  const [name, setName] = useState("");
  const [description, setDescription] = useState("");
  const [pasted, setPasted] = useState("");
  const [labelIds, setLabelIds] = useState<string[]>([]);
  const list = useMemo(() => readPastedList(pasted), [pasted]);
  const isTooLong = list.entries.length > vocabularyLimits.entries;
  return (
    <form
      className="flex max-w-2xl flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const entries = list.entries.map((entry) => ({ ...entry, labelIds }));
        run({ projectId, name, description, entries }, ({ id }) =>
          router.push(`/projects/${projectId}/vocabularies/${id}` as Route),
        );
      }}
    >
      {error && !error.fields?.name && <Notice kind="error">{error.message}</Notice>}
      <Field
        label={t("name")}
        hint={name.trim() ? t("slotIs", { slot: `{{ ${name.trim()} }}` }) : t("nameHint")}
        error={error?.fields?.name}
      >
        <Input
          value={name}
          onChange={(event) => setName(event.target.value)}
          maxLength={vocabularyLimits.name}
          autoComplete="off"
          spellCheck={false}
          required
        />
      </Field>
      <Field label={t("description")} error={error?.fields?.description}>
        <Input
          value={description}
          onChange={(event) => setDescription(event.target.value)}
          maxLength={vocabularyLimits.description}
          autoComplete="off"
        />
      </Field>
      <PastedListField
        pasted={pasted}
        onPaste={setPasted}
        list={list}
        labels={labels}
        labelIds={labelIds}
        onLabels={setLabelIds}
      />
      <div>
        <Button type="submit" variant="primary" disabled={pending || isTooLong}>
          {t("create")}
        </Button>
      </div>
    </form>
  );
}
