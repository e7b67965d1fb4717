"use client";

import { useFormatter, useTranslations } from "next-intl";
import { type FormEvent, type KeyboardEvent, useDeferredValue, useState } from "react";
import { guidelineLimits } from "#lib/projects/guidelines.ts";
import { editGuidelinesAction } from "#lib/projects/project-actions.ts";
import { useLeaveWarning } from "../recipes/editor/use-leave-warning.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Field } from "../ui/form/field.tsx";
import { Textarea } from "../ui/form/input.tsx";
import { MarkdownText } from "../ui/markdown-text.tsx";
import { useAction } from "../ui/use-action.ts";

/** Markdown beside what it will look like. */
export function GuidelinesEditor({
  projectId,
  label,
  guidelines,
  onClose,
}: {
  projectId: string;
  /** Null: the guidelines of the project. */
  label: { id: string; name: string } | null;
  guidelines: string;
  /** Where the editor was opened on demand. */
  onClose?: () => void;
}) {
  const t = useTranslations("guidelines");
  const common = useTranslations("common");
  const say = useToast();
  const [text, setText] = useState(guidelines);
  const [saved, setSaved] = useState(guidelines);
  const { run, pending, error } = useAction(editGuidelinesAction);
  const isUnsaved = text !== saved;
  useLeaveWarning(isUnsaved, t("leave"));

  function save() {
    if (!isUnsaved || pending) return;
    run({ projectId, labelId: label?.id ?? null, guidelines: text }, () => {
      setSaved(text);
      say({ title: t("saved") });
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) save();
    else if (event.key === "Escape" && onClose && !isUnsaved) onClose();
    else return;
    event.preventDefault();
  }

  return (
    <form
      aria-label={label ? t("ofLabel", { name: label.name }) : t("title")}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save();
      }}
      className="flex flex-col gap-3"
    >
      {error && !error.fields && <Notice kind="error">{error.message}</Notice>}
      <div className="grid gap-4 md:grid-cols-2">
        <Field
          label={label ? t("ofLabel", { name: label.name }) : t("write")}
          hint={t("writeHint")}
          error={error?.fields?.guidelines}
        >
          <Textarea
            value={text}
            rows={label ? 6 : 10}
            placeholder={label ? t("placeholderLabel") : t("placeholder")}
            autoFocus={label !== null}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={onKeyDown}
            className="font-mono text-sm"
          />
        </Field>
        <Preview text={text} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" hint="⌘/Ctrl ↵" disabled={pending || !isUnsaved}>
          {pending ? common("states.saving") : t("save")}
        </Button>
        {onClose && (
          <Button
            onClick={() => {
              setText(saved);
              onClose();
            }}
          >
            {isUnsaved ? common("actions.cancel") : common("actions.close")}
          </Button>
        )}
        <Length count={text.length} />
      </div>
    </form>
  );
}

function Preview({ text }: { text: string }) {
  const t = useTranslations("guidelines");
  const shown = useDeferredValue(text);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <h3 className="text-sm font-medium">{t("preview")}</h3>
      <div className="min-h-20 rounded-md border border-line bg-canvas px-3 py-2">
        {shown.trim() === "" ? (
          <p className="text-muted">{t("nothing")}</p>
        ) : (
          <MarkdownText text={shown} level={4} />
        )}
      </div>
    </div>
  );
}

/** Only where the limit comes into sight. */
function Length({ count }: { count: number }) {
  const t = useTranslations("guidelines");
  const format = useFormatter();
  if (count < 0.8 * guidelineLimits.characters) return null;
  const isOver = count > guidelineLimits.characters;
  return (
    <p role="status" className={isOver ? "text-sm text-leak" : "text-sm text-muted"}>
      {t("length", { count: format.number(count), limit: format.number(guidelineLimits.characters) })}
    </p>
  );
}
