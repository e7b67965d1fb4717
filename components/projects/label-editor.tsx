"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { Guidelines } from "#lib/projects/guidelines.ts";
import type { LabelDeletion } from "#lib/projects/labels/delete-label.ts";
import {
  createLabelsAction,
  deleteLabelAction,
  editGuidelinesAction,
  moveLabelAction,
} from "#lib/projects/project-actions.ts";
import type { Label, LabelUse } from "#lib/projects/projects.ts";
import type { ActionError } from "#lib/server/action-result.ts";
import { Notice } from "../ui/feedback/notice.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Card } from "../ui/page.tsx";
import { useAction } from "../ui/use-action.ts";
import { LabelRow } from "./label-row.tsx";
import { NewLabel } from "./new-label.tsx";
import { PasteLabels } from "./paste-labels.tsx";

/** The labels as a table in which every cell is edited in place. */
export function LabelEditor({
  projectId,
  labels,
  guidelines,
}: {
  projectId: string;
  labels: Label[];
  /** By the label's id. */
  guidelines: Guidelines["labels"];
}) {
  const t = useTranslations("projects.labels");
  const common = useTranslations("common");
  const say = useToast();
  const [inUse, setInUse] = useState<{ name: string; use: LabelUse } | null>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const move = useAction(moveLabelAction);
  const remove = useAction(deleteLabelAction);
  const restore = useAction(createLabelsAction);
  const guide = useAction(editGuidelinesAction);

  function moveTo(labelId: string, position: number) {
    if (position >= 0 && position < labels.length) move.run({ projectId, labelId, position });
  }

  function bringBack({ id, name, description, colour, hotkey }: Label, place: number) {
    const written = guidelines[id];
    restore.run({ projectId, labels: [{ name, description, colour, hotkey }] }, ({ ids: [labelId] }) => {
      if (!labelId) return;
      move.run({ projectId, labelId, position: place });
      if (written) guide.run({ projectId, labelId, guidelines: written });
    });
  }

  function removeLabel(label: Label, place: number) {
    setInUse(null);
    remove.run({ projectId, labelId: label.id }, (deletion: LabelDeletion) => {
      if (!deletion.deleted) return setInUse({ name: label.name, use: deletion.use });
      say({
        title: t("deleted", { name: label.name }),
        actionProps: { children: common("actions.undo"), onClick: () => bringBack(label, place) },
      });
    });
  }

  return (
    <Card
      title={t("title")}
      hint={t("hint")}
      actions={<PasteLabels projectId={projectId} existing={labels.map(({ name }) => name)} />}
    >
      <Failures errors={[move.error, remove.error, restore.error, guide.error]} />
      {inUse && <InUse name={inUse.name} use={inUse.use} />}
      {labels.length === 0 ? (
        <p className="mb-3 text-muted">{t("none")}</p>
      ) : (
        <ul className="-mx-1 flex flex-col" aria-label={t("title")}>
          {labels.map((label, place) => (
            <LabelRow
              key={label.id}
              projectId={projectId}
              label={label}
              guidelines={guidelines[label.id] ?? ""}
              isFirst={place === 0}
              isLast={place === labels.length - 1}
              onMove={(step) => moveTo(label.id, place + step)}
              onRemove={() => removeLabel(label, place)}
              onDrag={() => setDragged(label.id)}
              onDrop={() => {
                if (dragged && dragged !== label.id) moveTo(dragged, place);
                setDragged(null);
              }}
            />
          ))}
        </ul>
      )}
      <NewLabel projectId={projectId} labels={labels} />
    </Card>
  );
}

function Failures({ errors }: { errors: (ActionError | null)[] }) {
  const error = errors.find((candidate) => candidate !== null);
  return error ? (
    <div className="mb-3">
      <Notice kind="error">{error.message}</Notice>
    </div>
  ) : null;
}

const USES = ["supportExamples", "testRows", "vocabularyEntries", "runItems", "exemplars"] as const;

function InUse({ name, use }: { name: string; use: LabelUse }) {
  const t = useTranslations("projects.labels");
  const format = useFormatter();
  const uses = USES.filter((kind) => use[kind] > 0).map((kind) => t(`uses.${kind}`, { count: use[kind] }));
  return (
    <div className="mb-3">
      <Notice kind="warning">{t("inUse", { name, uses: format.list(uses) })}</Notice>
    </div>
  );
}
