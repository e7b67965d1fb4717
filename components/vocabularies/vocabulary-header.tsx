"use client";

import { Pencil, Trash2 } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { type VocabularySummary, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { deleteVocabularyAction, editVocabularyAction } from "#lib/vocabularies/vocabulary-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";

/** The vocabulary's name, slot and users; renaming and deleting it in place. */
export function VocabularyHeader({
  projectId,
  vocabulary,
}: {
  projectId: string;
  vocabulary: VocabularySummary;
}) {
  const t = useTranslations("vocabularies.header");
  const [panel, setPanel] = useState<"none" | "edit" | "delete">("none");
  const { name, description, usedBy } = vocabulary;
  return (
    <div className="flex flex-col gap-3">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h1 className="truncate text-xl font-semibold tracking-tight">{name}</h1>
          {description && <p className="max-w-prose text-muted">{description}</p>}
          <p className="text-sm text-muted">
            <code className="rounded bg-raised px-1 font-mono">{`{{ ${name} }}`}</code>{" "}
            {t("usedBy", { count: usedBy.length, recipes: usedBy.join(", ") })}
          </p>
        </div>
        <div className="flex gap-2">
          <Button
            size="small"
            icon={<Pencil aria-hidden className="size-3.5" />}
            aria-expanded={panel === "edit"}
            onClick={() => setPanel(panel === "edit" ? "none" : "edit")}
          >
            {t("rename")}
          </Button>
          <Button
            size="small"
            variant="danger"
            icon={<Trash2 aria-hidden className="size-3.5" />}
            aria-expanded={panel === "delete"}
            onClick={() => setPanel(panel === "delete" ? "none" : "delete")}
          >
            {t("delete")}
          </Button>
        </div>
      </header>
      {panel === "edit" && <EditPanel vocabulary={vocabulary} onDone={() => setPanel("none")} />}
      {panel === "delete" && (
        <DeletePanel projectId={projectId} vocabulary={vocabulary} onDone={() => setPanel("none")} />
      )}
    </div>
  );
}

function EditPanel({ vocabulary, onDone }: { vocabulary: VocabularySummary; onDone: () => void }) {
  const t = useTranslations("vocabularies.header");
  const common = useTranslations("common.actions");
  const { run, pending, error } = useAction(editVocabularyAction);
  const [name, setName] = useState(vocabulary.name);
  const [description, setDescription] = useState(vocabulary.description);
  return (
    <form
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        run({ vocabularyId: vocabulary.id, name, description }, onDone);
      }}
    >
      {error && !error.fields && <Notice kind="error">{error.message}</Notice>}
      <div className="flex flex-wrap gap-3">
        <Field label={t("name")} error={error?.fields?.name} className="w-64">
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            maxLength={vocabularyLimits.name}
            autoComplete="off"
            spellCheck={false}
            autoFocus
          />
        </Field>
        <Field label={t("description")} error={error?.fields?.description} className="min-w-64 flex-1">
          <Input
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            maxLength={vocabularyLimits.description}
          />
        </Field>
      </div>
      {vocabulary.usedBy.length > 0 && name.trim() !== vocabulary.name && (
        <Notice kind="warning">
          {t("renameWarning", { slot: `{{ ${vocabulary.name} }}`, recipes: vocabulary.usedBy.join(", ") })}
        </Notice>
      )}
      <div className="flex gap-2">
        <Button type="submit" variant="primary" disabled={pending}>
          {common("save")}
        </Button>
        <Button variant="ghost" onClick={onDone}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}

function DeletePanel({
  projectId,
  vocabulary,
  onDone,
}: {
  projectId: string;
  vocabulary: VocabularySummary;
  onDone: () => void;
}) {
  const t = useTranslations("vocabularies.header");
  const say = useTranslations("vocabularies.errors");
  const common = useTranslations("common.actions");
  const router = useRouter();
  const { run, pending, error } = useAction(deleteVocabularyAction);
  const { id, name, entryCount, usedBy } = vocabulary;
  if (usedBy.length > 0) {
    return (
      <Notice kind="warning" action={<Button onClick={onDone}>{common("close")}</Button>}>
        {say("inUse", { name, count: usedBy.length, recipes: usedBy.join(", ") })}
      </Notice>
    );
  }
  return (
    <div className="flex flex-wrap items-center gap-3 rounded-lg border border-line bg-surface p-4">
      <p className="min-w-0 flex-1">
        {error ? error.message : t("deleteWarning", { name, count: entryCount })}
      </p>
      <Button
        variant="danger"
        disabled={pending}
        onClick={() =>
          run({ vocabularyId: id }, () => router.push(`/projects/${projectId}/vocabularies` as Route))
        }
      >
        {t("deleteForGood")}
      </Button>
      <Button variant="ghost" onClick={onDone}>
        {common("cancel")}
      </Button>
    </div>
  );
}
