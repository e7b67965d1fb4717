"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ClipboardPaste, ListPlus, Plus } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import type { Label } from "#lib/projects/projects.ts";
import type { PlacedEntry } from "#lib/vocabularies/vocabularies.ts";
import { EmptyState } from "../ui/feedback/empty-state.tsx";
import { useToast } from "../ui/feedback/toasts.tsx";
import { Button } from "../ui/form/button.tsx";
import { Input } from "../ui/form/input.tsx";
import { type CellColumn, ENTRY_COLUMNS, EntryRow } from "./entry-row.tsx";
import { PastePanel } from "./paste-panel.tsx";
import { SavingNote } from "./saving-note.tsx";
import { useEntries } from "./use-entries.ts";

const ROW_HEIGHT = 34;
/** How much of an entry's text a message repeats. */
const SHORT_TEXT = 40;

/** The entries as a table: every cell is edited in place, and saved in the background. */
export function EntryGrid({
  vocabularyId,
  loaded,
  labels,
  reload,
}: {
  vocabularyId: string;
  loaded: PlacedEntry[];
  labels: Label[];
  reload: () => Promise<PlacedEntry[] | null>;
}) {
  const t = useTranslations("vocabularies.table");
  const format = useFormatter();
  const toast = useToast();
  const { rows, mistakes, change, save, state } = useEntries(vocabularyId, loaded);
  const [search, setSearch] = useState("");
  const [pasting, setPasting] = useState<string | null>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const wantedCell = useRef<{ id: string; column: CellColumn } | null>(null);

  const wanted = search.trim().toLowerCase();
  const shown = useMemo(
    () => (wanted === "" ? rows : rows.filter((row) => row.text.toLowerCase().includes(wanted))),
    [rows, wanted],
  );
  const virtual = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => shown[index]?.id ?? index,
    overscan: 12,
  });

  /** Moves to a cell, which may have to be scrolled into the window first. */
  function focusCell(index: number, column: CellColumn) {
    const row = shown[index];
    if (!row) return;
    wantedCell.current = { id: row.id, column };
    virtual.scrollToIndex(index, { align: "auto" });
    takeFocus();
  }

  function takeFocus() {
    const cell = wantedCell.current;
    if (!cell) return;
    const element = scroller.current?.querySelector<HTMLElement>(`[data-cell="${cell.id}:${cell.column}"]`);
    if (!element) return;
    wantedCell.current = null;
    element.focus();
  }
  useEffect(takeFocus);

  function addRow() {
    const id = crypto.randomUUID();
    setSearch("");
    change({ kind: "add", id });
    wantedCell.current = { id, column: "text" };
    requestAnimationFrame(() => virtual.scrollToIndex(rows.length, { align: "end" }));
  }

  function deleteRow(row: PlacedEntry) {
    const index = rows.indexOf(row);
    change({ kind: "delete", id: row.id });
    const at = shown.indexOf(row);
    const neighbour = shown[at + 1] ?? shown[at - 1];
    if (neighbour) wantedCell.current = { id: neighbour.id, column: "delete" };
    if (row.text.trim() === "") return;
    toast({
      title: t("deleted", { text: row.text.slice(0, SHORT_TEXT) }),
      actionProps: { children: t("undo"), onClick: () => change({ kind: "restore", row, index }) },
    });
  }

  async function added() {
    setPasting(null);
    const fresh = await reload();
    if (fresh) change({ kind: "load", rows: fresh });
  }

  return (
    <div className="flex min-h-64 flex-1 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <div className="w-56">
          <Input
            type="search"
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            aria-label={t("search")}
            placeholder={t("search")}
          />
        </div>
        <span className="text-sm text-muted tabular-nums">
          {wanted === ""
            ? t("count", { count: rows.length })
            : t("found", { found: shown.length, count: rows.length })}
        </span>
        <SavingNote state={state} waiting={mistakes.size} onRetry={save} />
        <div className="ml-auto flex gap-2">
          <Button
            icon={<ClipboardPaste aria-hidden className="size-4" />}
            aria-expanded={pasting !== null}
            onClick={() => setPasting(pasting === null ? "" : null)}
          >
            {t("paste")}
          </Button>
          <Button icon={<Plus aria-hidden className="size-4" />} onClick={addRow}>
            {t("add")}
          </Button>
        </div>
      </div>
      {pasting !== null && (
        <PastePanel
          vocabularyId={vocabularyId}
          labels={labels}
          pasted={pasting}
          onPaste={setPasting}
          saveFirst={save}
          onAdded={added}
          onClose={() => setPasting(null)}
        />
      )}
      {rows.length === 0 && pasting === null ? (
        <EmptyState
          icon={<ListPlus aria-hidden className="size-6" />}
          title={t("emptyTitle")}
          hint={t("emptyHint")}
        >
          <Button variant="primary" onClick={() => setPasting("")}>
            {t("paste")}
          </Button>
          <Button onClick={addRow}>{t("add")}</Button>
        </EmptyState>
      ) : (
        <div
          ref={scroller}
          className="min-h-0 flex-1 overflow-y-auto rounded-lg border border-line bg-surface"
        >
          <table aria-label={t("label")} aria-rowcount={shown.length + 1} className="block">
            <thead className="sticky top-0 z-10 block">
              <tr
                aria-rowindex={1}
                className={`border-b border-line bg-surface text-sm font-medium text-muted ${ENTRY_COLUMNS}`}
              >
                <th scope="col" className="px-2 text-right font-medium">
                  {t("number")}
                </th>
                <th scope="col" className="px-2 text-left font-medium">
                  {t("text")}
                </th>
                <th scope="col" className="px-2 text-right font-medium" title={t("weightHint")}>
                  {t("weight")}
                </th>
                <th scope="col" className="px-2 text-left font-medium">
                  {t("labels")}
                </th>
                <th scope="col">
                  <span className="sr-only">{t("delete")}</span>
                </th>
              </tr>
            </thead>
            <tbody className="relative block" style={{ height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map(({ index, key, start }) => {
                const row = shown[index];
                if (!row) return null;
                return (
                  <EntryRow
                    key={key}
                    row={row}
                    index={index}
                    number={format.number(index + 1)}
                    start={start}
                    labels={labels}
                    mistake={mistakes.get(row.id)}
                    onEdit={(edited) => change({ kind: "edit", id: row.id, change: edited })}
                    onDelete={() => deleteRow(row)}
                    onMove={(column, step) => {
                      if (index + step === shown.length && wanted === "" && row.text.trim() !== "") addRow();
                      else focusCell(index + step, column);
                    }}
                    onPasteLines={setPasting}
                  />
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <p className="text-sm text-muted">{t("keys")}</p>
    </div>
  );
}
