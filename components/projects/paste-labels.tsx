"use client";

import { ClipboardPaste } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { labelsFromLines } from "#lib/projects/labels/labels.ts";
import { createLabelsAction } from "#lib/projects/project-actions.ts";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Textarea } from "../ui/form/input.tsx";
import { Popover } from "../ui/overlay/popover.tsx";
import { useAction } from "../ui/use-action.ts";

export function PasteLabels({ projectId, existing }: { projectId: string; existing: string[] }) {
  const t = useTranslations("projects.labels");
  const [open, setOpen] = useState(false);
  const [lines, setLines] = useState("");
  const { run, pending, error } = useAction(createLabelsAction);
  const { labels, repeated } = labelsFromLines(lines, existing);
  return (
    <Popover
      title={t("pasteTitle")}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="small" icon={<ClipboardPaste aria-hidden className="size-4" />}>
          {t("paste")}
        </Button>
      }
    >
      <div className="flex w-96 max-w-full flex-col gap-2">
        <Field
          label={t("pasteTitle")}
          hint={lines.trim() === "" ? t("pasteHint") : t("found", { count: labels.length, repeated })}
          error={error ? (Object.values(error.fields ?? {})[0] ?? error.message) : undefined}
        >
          <Textarea rows={10} value={lines} onChange={(event) => setLines(event.target.value)} />
        </Field>
        <Button
          variant="primary"
          disabled={pending || labels.length === 0}
          onClick={() =>
            run({ projectId, labels }, () => {
              setLines("");
              setOpen(false);
            })
          }
        >
          {t("pasteAdd", { count: labels.length })}
        </Button>
      </div>
    </Popover>
  );
}
