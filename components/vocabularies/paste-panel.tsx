"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import { readPastedList, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { addEntriesAction } from "#lib/vocabularies/vocabulary-actions.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { useAction } from "../ui/use-action.ts";
import { PastedListField } from "./pasted-list-field.tsx";

/** Adds a pasted list to the vocabulary that is open. */
export function PastePanel({
  vocabularyId,
  labels,
  pasted,
  onPaste,
  saveFirst,
  onAdded,
  onClose,
}: {
  vocabularyId: string;
  labels: Label[];
  pasted: string;
  onPaste: (pasted: string) => void;
  /** What the table has not saved yet; the list is compared with what is saved. */
  saveFirst: () => Promise<boolean>;
  onAdded: () => Promise<void>;
  onClose: () => void;
}) {
  const t = useTranslations("vocabularies.paste");
  const common = useTranslations("common.actions");
  const toast = useToast();
  const { run, pending, error } = useAction(async (input: Parameters<typeof addEntriesAction>[0]) => {
    await saveFirst();
    return addEntriesAction(input);
  });
  const [labelIds, setLabelIds] = useState<string[]>([]);
  const list = useMemo(() => readPastedList(pasted), [pasted]);
  const count = list.entries.length;
  return (
    <form
      className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4"
      onSubmit={(event) => {
        event.preventDefault();
        const entries = list.entries.map((entry) => ({ ...entry, labelIds }));
        run({ vocabularyId, entries }, async ({ added, ignored }) => {
          toast({ title: t("added", { added, ignored: ignored + list.repeated }) });
          await onAdded();
        });
      }}
    >
      {error && <Notice kind="error">{error.message}</Notice>}
      <PastedListField
        pasted={pasted}
        onPaste={onPaste}
        list={list}
        labels={labels}
        labelIds={labelIds}
        onLabels={setLabelIds}
      />
      <div className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          disabled={pending || count === 0 || count > vocabularyLimits.entries}
        >
          {t("add", { count })}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}
