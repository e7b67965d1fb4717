"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { removeNoteAction } from "#lib/review/notes/note-actions.ts";
import type { NoteDetail } from "#lib/review/notes/notes.ts";
import { exemplarDetailOptions } from "#lib/review/review-query-options.ts";
import { Button, IconButton } from "../../ui/form/button.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview } from "../review-context.tsx";
import { keysOf } from "../state/keys/commands.ts";
import { runCommand } from "../state/run-command.ts";
import { PanelSection } from "./panel-section.tsx";

/** What people wrote about the exemplar. */
export function NoteSection({ notes, row }: { notes: NoteDetail[]; row: ExemplarRow }) {
  const t = useTranslations("notes");
  const context = useReview();
  const [key] = keysOf(context.keymap, "note");
  return (
    <PanelSection title={t("title")}>
      <div className="flex flex-col items-start gap-2">
        {notes.length === 0 && <p className="text-sm text-muted">{t("none")}</p>}
        {notes.length > 0 && (
          <ul className="flex w-full flex-col gap-2">
            {notes.map((note) => (
              <Note key={note.id} note={note} row={row} />
            ))}
          </ul>
        )}
        <Button
          size="small"
          {...(key ? { hint: key } : {})}
          onClick={() => {
            context.store.moveToRow(row.id);
            runCommand("note", context);
          }}
        >
          {t("add")}
        </Button>
      </div>
    </PanelSection>
  );
}

function Note({ note, row }: { note: NoteDetail; row: ExemplarRow }) {
  const t = useTranslations("notes");
  const format = useFormatter();
  const queries = useQueryClient();
  const { projectId, store, screen } = useReview();
  const { run, pending, error } = useAction(removeNoteAction);
  const at = format.dateTime(new Date(note.at), { dateStyle: "medium", timeStyle: "short" });
  const remove = () =>
    run({ projectId, noteId: note.id }, () => {
      screen.focusRows();
      store.announce("said", { sentence: t("removed") });
      void store.refresh([row.id]);
      void queries.invalidateQueries({ queryKey: exemplarDetailOptions(projectId, row.id).queryKey });
    });
  return (
    <li className="rounded-md bg-raised px-3 py-2">
      <p dir="auto" className="whitespace-pre-wrap [overflow-wrap:anywhere]">
        {note.text}
      </p>
      <div className="mt-1 flex items-center justify-between gap-2">
        <p className="text-sm text-muted tabular-nums">{t("by", { by: note.by, at })}</p>
        {note.isMine && (
          <IconButton label={t("removeNote", { at })} disabled={pending} onClick={remove}>
            <Trash2 aria-hidden className="size-3.5" />
          </IconButton>
        )}
      </div>
      {error && (
        <p role="alert" className="mt-1 text-sm text-leak">
          {error.message}
        </p>
      )}
    </li>
  );
}
