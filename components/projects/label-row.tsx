"use client";

import { ArrowDown, ArrowUp, BookOpen, GripVertical, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useRef, useState } from "react";
import { labelLimits } from "#lib/projects/labels/labels.ts";
import { editLabelAction } from "#lib/projects/project-actions.ts";
import type { Label } from "#lib/projects/projects.ts";
import { classNames } from "../ui/class-names.ts";
import { IconButton } from "../ui/form/button.tsx";
import { Input } from "../ui/form/input.tsx";
import { useAction } from "../ui/use-action.ts";
import { ColourPicker } from "./colour-picker.tsx";
import { GuidelinesEditor } from "./guidelines-editor.tsx";

export function LabelRow({
  projectId,
  label,
  guidelines,
  isFirst,
  isLast,
  onMove,
  onRemove,
  onDrag,
  onDrop,
}: {
  projectId: string;
  label: Label;
  guidelines: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onRemove: () => void;
  onDrag: () => void;
  onDrop: () => void;
}) {
  const t = useTranslations("projects.labels");
  const { run, error, clearError } = useAction(editLabelAction);
  const { name } = label;
  const words = useTranslations("guidelines");
  const [guides, setGuides] = useState(false);
  const guide = useRef<HTMLButtonElement>(null);
  const save = (change: { name?: string; description?: string; colour?: string; hotkey?: string }) =>
    run({ projectId, labelId: label.id, ...change });

  /** A cell saves when it is left; Enter leaves it, Escape leaves it as it was. */
  function cell(field: "name" | "description" | "hotkey") {
    const saved = label[field] ?? "";
    return {
      key: saved,
      defaultValue: saved,
      autoComplete: "off",
      "aria-invalid": error?.fields?.[field] ? true : undefined,
      className: "border-transparent bg-transparent hover:border-line-strong focus:bg-surface",
      onBlur: (event: { currentTarget: HTMLInputElement }) => {
        const { value } = event.currentTarget;
        if (value !== saved) save({ [field]: value });
      },
      onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => {
        if (event.key === "Escape") {
          event.currentTarget.value = saved;
          clearError();
        }
        if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
      },
    };
  }

  const { key: nameKey, ...nameCell } = cell("name");
  const { key: descriptionKey, ...descriptionCell } = cell("description");
  const { key: hotkeyKey, ...hotkeyCell } = cell("hotkey");
  const said = error && (Object.values(error.fields ?? {})[0] ?? error.message);
  return (
    <li
      className="group rounded-md px-1 py-0.5 hover:bg-raised"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      <div className="flex items-center gap-1.5">
        <span
          role="img"
          draggable
          onDragStart={onDrag}
          aria-label={t("drag", { name })}
          title={t("drag", { name })}
          className="cursor-grab text-muted opacity-0 group-hover:opacity-100"
        >
          <GripVertical aria-hidden className="size-4" />
        </span>
        <ColourPicker
          label={t("colourOf", { name })}
          colour={label.colour}
          onPick={(colour) => save({ colour })}
        />
        <div className="w-56 shrink-0">
          <Input
            key={nameKey}
            aria-label={t("nameOf", { name })}
            maxLength={labelLimits.name}
            {...nameCell}
          />
        </div>
        <div className="min-w-0 flex-1">
          <Input
            key={descriptionKey}
            aria-label={t("descriptionOf", { name })}
            placeholder={t("noDescription")}
            maxLength={labelLimits.description}
            {...descriptionCell}
          />
        </div>
        <div className="w-10 shrink-0">
          <Input
            key={hotkeyKey}
            aria-label={t("hotkeyOf", { name })}
            maxLength={2}
            {...hotkeyCell}
            className={`${hotkeyCell.className} px-0 text-center font-mono`}
          />
        </div>
        <IconButton
          ref={guide}
          label={words(guidelines === "" ? "ofLabel" : "ofLabelWritten", { name })}
          aria-expanded={guides}
          onClick={() => setGuides(!guides)}
        >
          <BookOpen
            aria-hidden
            className={classNames("size-4", guidelines === "" ? "text-muted" : "text-accent-text")}
          />
        </IconButton>
        <IconButton label={t("moveUp", { name })} disabled={isFirst} onClick={() => onMove(-1)}>
          <ArrowUp aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={t("moveDown", { name })} disabled={isLast} onClick={() => onMove(1)}>
          <ArrowDown aria-hidden className="size-4" />
        </IconButton>
        <IconButton label={t("remove", { name })} onClick={onRemove}>
          <Trash2 aria-hidden className="size-4" />
        </IconButton>
      </div>
      {guides && (
        <div className="my-2 ml-7 rounded-md border border-line bg-surface p-3">
          <GuidelinesEditor
            projectId={projectId}
            label={label}
            guidelines={guidelines}
            onClose={() => {
              setGuides(false);
              guide.current?.focus();
            }}
          />
        </div>
      )}
      {said && (
        <p role="alert" className="py-1 pl-14 text-sm text-leak">
          {said}
        </p>
      )}
    </li>
  );
}
