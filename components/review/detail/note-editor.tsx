"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { exemplarKeys } from "#lib/exemplars/exemplar-query-options.ts";
import type { ExemplarRow } from "#lib/exemplars/exemplars.ts";
import { addNoteAction } from "#lib/review/notes/note-actions.ts";
import { NOTE_LIMITS } from "#lib/review/notes/notes.ts";
import { Button } from "../../ui/form/button.tsx";
import { Field } from "../../ui/form/field.tsx";
import { Textarea } from "../../ui/form/input.tsx";
import { useAction } from "../../ui/use-action.ts";
import { useReview } from "../review-context.tsx";

/** Below this many characters left it says how many. */
const NEARLY_FULL = 200;

/** The field for a note on the row that is the current one when it opens: overlay "note", below the rows. */
export function NoteEditor() {
  const { store } = useReview();
  const [row] = useState(() => store.currentRow());
  useEffect(() => {
    if (!row) store.setOverlay(null);
  }, [row, store]);
  return row ? <NoteForm row={row} /> : null;
}

function NoteForm({ row }: { row: ExemplarRow }) {
  const t = useTranslations("notes");
  const common = useTranslations("common.actions");
  const queries = useQueryClient();
  const { projectId, store, screen } = useReview();
  const { run, pending, error } = useAction(addNoteAction);
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const close = () => {
    store.setOverlay(null);
    screen.focusRows();
  };
  const save = () => {
    if (pending) return;
    run({ projectId, exemplarId: row.id, text }, () => {
      close();
      store.announce("said", { sentence: t("added", { number: row.number }) });
      void store.refresh([row.id]);
      void queries.invalidateQueries({ queryKey: exemplarKeys.details(projectId) });
      void queries.invalidateQueries({ queryKey: exemplarKeys.allCounts(projectId) });
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const saves = event.key === "Enter" && !event.shiftKey;
    if (event.key !== "Escape" && !saves) return;
    event.preventDefault();
    event.stopPropagation();
    if (saves) save();
    else close();
  };
  const left = NOTE_LIMITS.text - text.length;
  return (
    <form
      aria-label={t("of", { number: row.number })}
      className="absolute inset-x-0 bottom-0 z-20 border-t border-line-strong bg-surface p-3 shadow-raised"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Field
        label={t("of", { number: row.number })}
        hint={left < NEARLY_FULL ? t("textHint", { left }) : t("keys")}
        error={error?.fields?.text ?? error?.message}
      >
        <Textarea
          ref={field}
          dir="auto"
          value={text}
          maxLength={NOTE_LIMITS.text}
          className="min-h-16"
          onKeyDown={onKeyDown}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <div className="mt-2 flex gap-2">
        <Button type="submit" size="small" variant="primary" hint="⏎" disabled={pending}>
          {t("save")}
        </Button>
        <Button size="small" hint="Esc" onClick={close}>
          {common("cancel")}
        </Button>
      </div>
    </form>
  );
}
