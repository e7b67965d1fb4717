"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { changeTable, type EntryTable, findMistakes, takeChanges } from "#lib/vocabularies/entry-table.ts";
import { type PlacedEntry, vocabularyLimits } from "#lib/vocabularies/vocabularies.ts";
import { saveEntriesAction } from "#lib/vocabularies/vocabulary-actions.ts";

export type SavingState = { kind: "saved" | "waiting" | "saving" } | { kind: "failed"; message: string };

const SAVE_AFTER_MS = 500;

/**
 * The rows of a vocabulary, saved in the background half a second after the last change, when the table is left,
 * and again after a failure with the next change. Rows with a mistake wait until it is put right.
 */
export function useEntries(vocabularyId: string, loaded: PlacedEntry[]) {
  const t = useTranslations("common");
  const [table, change] = useReducer(changeTable, loaded, startOf);
  const [saving, setSaving] = useState(false);
  const [failure, setFailure] = useState<{ message: string; table: EntryTable } | null>(null);
  const latest = useRef(table);
  const running = useRef<Promise<boolean> | null>(null);
  useEffect(() => {
    latest.current = table;
  }, [table]);

  /** Saves what can be saved. @returns whether everything that could be is saved */
  const save = useCallback(async (): Promise<boolean> => {
    await running.current;
    const sent = latest.current;
    const { rows, deleted } = takeChanges(sent, vocabularyLimits.changes);
    if (rows.length === 0 && deleted.length === 0) return true;
    const send = async () => {
      setSaving(true);
      const result = await saveEntriesAction({ vocabularyId, saved: rows, deleted }).catch(() => ({
        ok: false as const,
        error: { message: t("errors.unreachable") },
      }));
      setSaving(false);
      setFailure(result.ok ? null : { message: result.error.message, table: sent });
      if (result.ok) change({ kind: "saved", rows, deleted });
      return result.ok;
    };
    running.current = send();
    return running.current;
  }, [vocabularyId, t]);

  const pending = takeChanges(table, 1);
  const isPending = pending.rows.length + pending.deleted.length > 0;
  useEffect(() => {
    // `table` restarts the wait with every change; after a failure nothing is tried before the next one.
    if (!isPending || saving || failure?.table === table) return;
    const timer = setTimeout(save, SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [table, isPending, saving, failure, save]);

  useEffect(() => () => void save(), [save]);
  const isUnsaved = table.changed.size + table.deleted.size > 0;
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);

  const state: SavingState = failure
    ? { kind: "failed", message: failure.message }
    : { kind: saving ? "saving" : isPending ? "waiting" : "saved" };
  return { ...table, mistakes: findMistakes(table.rows), change, save, state };
}

function startOf(rows: PlacedEntry[]): EntryTable {
  return { rows, changed: new Set(), deleted: new Set() };
}
